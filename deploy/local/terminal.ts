const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function warn(text: string): void {
  process.stdout.write(`  ${paint(33, "!")} ${text}\n`);
}

/** One line for each step, with the seconds that it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  say(`  ${paint(32, "✓")} ${title} ${paint(2, `(${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)}`);
  return result;
}

/** Ends with one sentence for a person and no stack. */
export function fail(error: unknown): never {
  process.stderr.write(`\n${paint(31, "cast2md:")} ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
