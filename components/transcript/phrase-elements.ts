export const idOf = (index: number) => `phrase-${index}`;

export const elementOf = (index: number) => document.getElementById(idOf(index));

/** The text node of a phrase, to lay ranges over. */
export const textOf = (index: number) => elementOf(index)?.querySelector(":scope > p")?.firstChild ?? null;

/** Brings a phrase into the middle. What lies before it may get its true height only now, so look again. */
export function reveal(index: number, { isSmooth = false } = {}): void {
  const element = elementOf(index);
  if (!element) return;
  const isStill = !isSmooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: isStill ? "instant" : "smooth" });
  if (!isStill) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => element.scrollIntoView({ block: "center", behavior: "instant" })),
  );
}

/** Marks one phrase by an attribute. Answers how to take the mark away. */
export function markPhrase(index: number, attribute: "data-current" | "data-target"): () => void {
  const element = elementOf(index);
  element?.setAttribute(attribute, "");
  return () => element?.removeAttribute(attribute);
}
