// What a person sees while the first command works.
const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);

/** One line for each step, with the seconds that it took. */
export async function step(title, work) {
  const startedAt = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`  ${paint(2, "…")} ${title}`);
  try {
    const result = await work();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(
      `${process.stdout.isTTY ? "\r" : ""}  ${paint(32, "✓")} ${title} ${paint(2, `(${seconds} s)`)}\n`,
    );
    return result;
  } catch (error) {
    process.stdout.write(`${process.stdout.isTTY ? "\r" : ""}  ${paint(31, "✗")} ${title}\n`);
    throw error;
  }
}

export function note(text) {
  process.stdout.write(`  ${paint(33, "!")} ${text}\n`);
}

/** Ends with one sentence for a person and no stack. */
export function fail(error) {
  process.stderr.write(`\n${paint(31, "cast2md:")} ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
