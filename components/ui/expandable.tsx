"use client";

import { type ReactNode, useId, useState } from "react";
import { cn } from "./cn";

type ExpandableProps = {
  lines: 3 | 6;
  /** Whether there is more than fits: told from the text, so that nothing moves once it is measured. */
  isLong: boolean;
  className?: string;
  children: ReactNode;
};

const heights = { 3: "max-h-18", 6: "max-h-40" } as const;

/** Shows the beginning, and the rest when asked. */
export function Expandable({ lines, isLong, className, children }: ExpandableProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  if (!isLong) return <div className={className}>{children}</div>;
  return (
    <div className={className}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices where the focus is */}
      <div
        id={id}
        className={cn("overflow-hidden", !isOpen && [heights[lines], "mask-[linear-gradient(black_60%,transparent)]"])}
        // What is out of sight must not be reached by the keyboard either; the focus opens it.
        onFocus={() => setOpen(true)}
      >
        {children}
      </div>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="mt-1 rounded font-medium text-accent text-sm hover:underline max-md:py-2.5"
      >
        {isOpen ? "Show less" : "Show more"}
      </button>
    </div>
  );
}
