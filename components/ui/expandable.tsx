"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";

type ExpandableProps = { lines: 3 | 6; className?: string; children: ReactNode };

const heights = { 3: "max-h-18", 6: "max-h-40" } as const;

/** Shows the beginning, and the rest when asked, if there is more than fits. */
export function Expandable({ lines, className, children }: ExpandableProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setLong((known) => known || element.scrollHeight > element.clientHeight + 4),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div className={className}>
      <div
        ref={box}
        id={id}
        className={cn(
          "overflow-hidden",
          !isOpen && heights[lines],
          !isOpen && isLong && "mask-[linear-gradient(black_60%,transparent)]",
        )}
      >
        {children}
      </div>
      {/* The room is there from the start, so that nothing moves when the button appears. */}
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className={cn(
          "mt-1 rounded font-medium text-accent text-sm hover:underline max-md:py-2",
          !isLong && "invisible",
        )}
      >
        {isOpen ? "Show less" : "Show more"}
      </button>
    </div>
  );
}
