import { useState } from "react";

/**
 * Remembers what had the keyboard focus when a dialog was opened, and gives it back. Dialogs here are loaded when they are
 * wanted and know nothing of the button that opened them. Of an item of a menu, which is gone by then, it is the menu's button.
 */
export function useOpener(): () => void {
  const [opener] = useState(findOpener);
  return () => opener?.focus();
}

function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const button = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const opener = button ? document.getElementById(button) : focused;
  return opener instanceof HTMLElement ? opener : null;
}
