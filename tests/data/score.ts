import { isDeepStrictEqual } from "node:util";

/** One comparison with what another reader, or a person, says about a file. */
export type Check = { suite: string; file: string; field: string; got: unknown; expected: unknown };

const isHit = ({ got, expected }: Check) => isDeepStrictEqual(got, expected);

/** The checks that failed, as `file field`. Each is to be listed with its reason. */
export function missesOf(checks: Check[]): string[] {
  const misses = checks.filter((check) => !isHit(check)).map(({ file, field }) => `${file} ${field}`);
  return [...new Set(misses)].sort();
}

/** Writes how many checks of each suite and field hold, and what the failed ones differ in. */
export function printScore(checks: Check[]): void {
  const groups = Map.groupBy(checks, ({ suite, field }) => `${suite.padEnd(30)} ${field.padEnd(22)}`);
  const lines = [...groups].map(([name, group]) => `${name} ${group.filter(isHit).length}/${group.length}`);
  const misses = checks
    .filter((check) => !isHit(check))
    .map(({ file, field, got, expected }) => `  ${file} ${field}: ${shown(got)}, expected ${shown(expected)}`);
  const total = `${"total".padEnd(53)} ${checks.filter(isHit).length}/${checks.length}`;
  process.stdout.write(`${[...lines, total, ...misses].join("\n")}\n`);
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 120) ?? "undefined";
}
