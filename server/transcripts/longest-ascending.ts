/**
 * The indexes of a longest run of values that never go down, gaps allowed: what stays when the outliers are taken out.
 * Nulls belong to none. n log n.
 */
export function longestAscending(values: readonly (number | null)[]): Set<number> {
  const tails: { value: number; index: number }[] = []; // the smallest end of a run of each length
  const previous = new Map<number, number | undefined>();

  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const length = firstAbove(tails, value);
    previous.set(index, tails[length - 1]?.index);
    tails[length] = { value, index };
  }

  const run = new Set<number>();
  for (let index = tails.at(-1)?.index; index !== undefined; index = previous.get(index)) run.add(index);
  return run;
}

/** The place of the first tail that is greater than the value, by halving. */
function firstAbove(tails: readonly { value: number }[], value: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tails[middle]?.value ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
