"use client";

import { type ReactElement, type ReactNode, startTransition, useState } from "react";
import { Button } from "./button";

type LazyMenuProps = {
  label: string;
  className?: string;
  /** What stands on the button. */
  children: ReactNode;
  /** The open menu around its button; may be loaded only now. */
  menu: (button: ReactElement) => ReactNode;
};

/** A button whose menu costs nothing until it is opened. */
export function LazyMenu({ label, className, children, menu }: LazyMenuProps) {
  const [wasOpened, setOpened] = useState(false);
  const button = { "aria-label": label, title: label, "aria-haspopup": "menu", className, children } as const;
  if (wasOpened) return menu(<Button {...button} />);
  // In a transition the button stays while the menu is on its way.
  return <Button {...button} onClick={() => startTransition(() => setOpened(true))} />;
}
