"use client";

import { useEffect, useState } from "react";

export type DifferenceSteps = { current: number | null; step: (by: 1 | -1) => void };

/** Steps from one difference to the next, round to the first. The keys n and p do so too. */
export function useDifferenceSteps(count: number): DifferenceSteps {
  const [current, setCurrent] = useState<number | null>(null);
  const step = (by: 1 | -1) => {
    if (count === 0) return;
    const next = current === null ? (by === 1 ? 0 : count - 1) : (current + by + count) % count;
    setCurrent(next);
    reveal(next);
  };

  useEffect(() => (current === null ? undefined : mark(current)), [current]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = stepOf(event);
      if (by === null) return;
      event.preventDefault();
      step(by);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });

  return { current: current !== null && current < count ? current : null, step };
}

function stepOf({ key, metaKey, ctrlKey, altKey, target }: KeyboardEvent): 1 | -1 | null {
  if (metaKey || ctrlKey || altKey) return null;
  if (target instanceof HTMLElement && target.closest("input, select, textarea, [role=dialog]")) return null;
  return key === "n" ? 1 : key === "p" ? -1 : null;
}

const marksOf = (difference: number) =>
  Array.from(document.querySelectorAll<HTMLElement>(`[data-difference="${difference}"]`));

function mark(difference: number): () => void {
  const marks = marksOf(difference);
  for (const element of marks) element.setAttribute("data-current", "");
  return () => {
    for (const element of marks) element.removeAttribute("data-current");
  };
}

/** Twice, since rows that come into view get their true height only then. */
function reveal(difference: number): void {
  const [element] = marksOf(difference);
  const scroll = () => element?.scrollIntoView({ block: "center", behavior: "instant" });
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}
