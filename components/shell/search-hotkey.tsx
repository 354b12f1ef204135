"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** "/" and Cmd or Ctrl+K lead to the search field: the page's own, the sidebar's, or where neither shows, the search page. */
export function SearchHotkey() {
  const router = useRouter();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isHotkey(event)) return;
      event.preventDefault();
      const field = visibleField();
      if (!field) return router.push("/search");
      field.focus();
      field.select();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [router]);
  return null;
}

function isHotkey({ key, metaKey, ctrlKey, altKey, target }: KeyboardEvent): boolean {
  if (key.toLowerCase() === "k") return metaKey !== ctrlKey && !altKey;
  const isTyping =
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
  return key === "/" && !metaKey && !ctrlKey && !altKey && !isTyping;
}

function visibleField(): HTMLInputElement | undefined {
  const fields = ["main [data-search-field]", "[data-search-field]"].flatMap((selector) =>
    Array.from(document.querySelectorAll<HTMLInputElement>(selector)),
  );
  return fields.find((field) => field.checkVisibility());
}
