import { withoutQuery } from "./episode-identity";

/**
 * Whether one of these addresses is of a file that was not there before. A query does not count, because hosts sign their
 * addresses anew each time; another address beside one that was there already does.
 */
export function hasNewFile(before: readonly string[], now: readonly string[]): boolean {
  const known = before.map(withoutQuery);
  return now.map(withoutQuery).some((file) => {
    const index = known.indexOf(file);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
