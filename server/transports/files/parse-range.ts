import type { ByteRange } from "@/server/platform/files";

export type AskedRange = { kind: "whole" } | { kind: "part"; range: ByteRange } | { kind: "unsatisfiable" };

/**
 * Reads a Range header (RFC 9110, 14.2) for a file of `size` bytes. What is malformed, and more than one range, counts as not
 * asked, as the RFC allows.
 */
export function parseRange(header: string | undefined, size: number): AskedRange {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(" ", "") ?? "") ?? [];
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: "unsatisfiable" } : part(size - length, size - 1);
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  return start >= size ? { kind: "unsatisfiable" } : part(start, end);
}

const part = (start: number, end: number): AskedRange => ({ kind: "part", range: { start, end } });
