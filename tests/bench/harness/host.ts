import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

export type HostPage = { type: string; body: string | Uint8Array };

/** A host on this machine in a process of its own, so that serving does not count for the one that is measured. */
export type Host = {
  url: string;
  /** For OUTBOUND_ALLOW. */
  allow: string;
  close(): Promise<void>;
};

const Started = z.object({ port: z.number() });

/** Serves pages by path. `make` is told where, so that a feed can name its transcripts. */
export async function startHost(make: (origin: string) => Map<string, HostPage>): Promise<Host> {
  const folder = await mkdtemp(path.join(tmpdir(), "cast2md-bench-host-"));
  const child = fork(path.resolve("tests/bench/harness/host-main.ts"), [folder], { execArgv: ["--import", "tsx"] });
  const [message] = await once(child, "message");
  const { port } = Started.parse(message);
  const url = `http://127.0.0.1:${port}`;

  const index: Record<string, { type: string; file: string }> = {};
  for (const [at, [name, page]] of [...make(url)].entries()) {
    const file = String(at);
    await writeFile(path.join(folder, file), page.body);
    index[name] = { type: page.type, file };
  }
  await writeFile(path.join(folder, "index.json"), JSON.stringify(index));
  child.send("load");
  await once(child, "message");
  return {
    url,
    allow: `127.0.0.1:${port}`,
    async close() {
      child.disconnect();
      await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
