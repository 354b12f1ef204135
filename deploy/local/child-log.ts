import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";

const MAX_BYTES = 20_000_000;

const Line = z.looseObject({ level: z.string(), event: z.string(), process: z.string().optional() });

export type ChildLog = { file: string; follow: (stream: Readable | null) => void; close(): void };

/** Collects the JSON lines of all processes in one file; what somebody must act upon is also shown, in words. */
export function openChildLog(options: { dir: string; show: (text: string) => void }): ChildLog {
  mkdirSync(options.dir, { recursive: true });
  const file = path.join(options.dir, "cast2md.log");
  if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
  const out: WriteStream = createWriteStream(file, { flags: "a" });
  return {
    file,
    follow(stream) {
      if (!stream) return;
      createInterface({ input: stream }).on("line", (line) => {
        out.write(`${line}\n`);
        const shown = readable(line);
        if (shown) options.show(shown);
      });
    },
    close: () => out.end(),
  };
}

function readable(line: string): string | null {
  const parsed = Line.safeParse(parseJson(line));
  if (!parsed.success || parsed.data.level !== "error") return null;
  const { event, process, error, message, reason } = parsed.data;
  const detail = messageOf(error) ?? (typeof message === "string" ? message : typeof reason === "string" ? reason : "");
  return `${process ?? "cast2md"}: ${event}${detail ? `: ${detail}` : ""}`;
}

const messageOf = (error: unknown) => z.object({ message: z.string() }).safeParse(error).data?.message.split("\n")[0];

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
