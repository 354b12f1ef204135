import type { Core } from "@/server/platform/core";
import * as repo from "./audio.repo";

/**
 * Removes audio files of live feeds that the record does not know: of a download or a deletion that was killed between its two
 * steps. Spares what is being downloaded. Answers how many.
 */
export async function sweepAudio(ctx: Pick<Core, "db" | "files" | "log">): Promise<number> {
  let swept = 0;
  for (const folder of (await ctx.files.list("audio")).filter((name) => /^[1-9]\d{0,8}$/.test(name))) {
    const names = await ctx.files.list(`audio/${folder}`);
    // Asked after the files were listed: what was stored since then is not among them.
    const known = await repo.findKnownAudio(ctx.db, Number(folder));
    if (!known) continue; // the trash looks after it
    for (const name of names) {
      const key = `audio/${folder}/${name}`;
      if (!/^\d+\.\w+$/.test(name) || known.keys.has(key) || known.downloading.has(Number.parseInt(name, 10))) continue;
      await ctx.files.remove(key);
      ctx.log.warn("audio.swept", { key });
      swept++;
    }
  }
  return swept;
}
