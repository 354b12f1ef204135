import type { NumberKind } from "./field-kind";

/** The number that was typed, or what is wrong with it. Thousands may be grouped as this page groups them. */
export function readNumber(typed: string, kind: NumberKind): { value: number } | { problem: string } {
  const text = typed.trim();
  const plain = GROUPED.test(text) ? text.replaceAll(",", "") : text;
  const value = Number(plain);
  const fits =
    (kind.isWhole ? WHOLE : DECIMAL).test(plain) &&
    (kind.min === null || value >= kind.min) &&
    (kind.max === null || value <= kind.max);
  return fits && Number.isFinite(value) ? { value } : { problem: `Enter a ${wanted(kind)}.` };
}

/** "5 to 10,080", "at least 0"; null where there is no limit. */
export function limitsOf({ min, max }: NumberKind): string | null {
  if (min !== null && max !== null) return `${grouped(min)} to ${grouped(max)}`;
  if (min !== null) return `at least ${grouped(min)}`;
  return max === null ? null : `at most ${grouped(max)}`;
}

const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+$/;
const WHOLE = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;

function wanted(kind: NumberKind): string {
  const noun = kind.isWhole ? "whole number" : "number";
  const limits = limitsOf(kind);
  if (limits === null) return noun;
  return kind.min !== null && kind.max !== null ? `${noun} from ${limits}` : `${noun} of ${limits}`;
}

const grouped = (value: number) => value.toLocaleString("en-US");
