export type Sides = { left: number; right: number };

/**
 * The versions to compare: those that are asked for as far as they exist, else the one that is shown on the left and the newest
 * other one on the right. Null when there are fewer than two.
 */
export function chooseSides(
  versions: readonly { id: number }[],
  asked: { left: number | null; right: number | null },
): Sides | null {
  const ids = versions.map(({ id }) => id);
  const known = (id: number | null) => (id !== null && ids.includes(id) ? id : undefined);
  const left = known(asked.left) ?? ids.find((id) => id !== asked.right);
  const right = asked.right === left ? undefined : known(asked.right);
  const other = right ?? ids.find((id) => id !== left);
  return left === undefined || other === undefined ? null : { left, right: other };
}

/** Another version on one side. Where it stands on the other side already, the two change places. */
export function replaceSide(sides: Sides, side: keyof Sides, id: number): Sides {
  const opposite = side === "left" ? sides.right : sides.left;
  return id === opposite ? { left: sides.right, right: sides.left } : { ...sides, [side]: id };
}
