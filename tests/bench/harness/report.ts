import { cpus, loadavg, totalmem } from "node:os";
import type { Summary } from "./stats";

type Cell = string | number;

export const say = (text = "") => void process.stdout.write(`${text}\n`);

/** Writes rows as a Markdown table. Numbers keep three digits that count. */
export function printTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const text = rows.map((row) => row.map(shown));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...text.map((row) => row[index]?.length ?? 0), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, index) => (cells[index] ?? "").padEnd(width)).join(" | ")} |`;
  say(line(columns));
  say(`|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  for (const row of text) say(line(row));
  say();
}

export const summaryColumns = ["count", "min ms", "p50 ms", "p95 ms", "p99 ms", "max ms"] as const;
export const summaryCells = ({ count, min, median, p95, p99, max }: Summary) => [count, min, median, p95, p99, max];

/** Says on what all of it was measured: figures mean nothing without it. */
export function printMachine(facts: Record<string, string> = {}): void {
  const [first] = cpus();
  const all = {
    node: process.version,
    cores: `${cpus().length} × ${first?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 1e9)} GB`,
    load: loadavg()
      .map((load) => load.toFixed(2))
      .join(" "),
    ...facts,
  };
  say(
    `${Object.entries(all)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; ")}\n`,
  );
}

const shown = (cell: Cell) => (typeof cell === "string" ? cell : Number(cell.toPrecision(3)).toString());
