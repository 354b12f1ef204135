import type { Core } from "@/server/platform/core";
import { conflict } from "@/server/platform/errors";
import { getSetting } from "@/server/settings/settings.service";
import * as repo from "./audio.repo";
import { decideRoom } from "./decide-room";
import { MAX_AUDIO_BYTES } from "./transfer";

const GB = 1e9;

type Context = Pick<Core, "db" | "files" | "env">;

/** What the operator allows audio to take, in bytes. A quota of 0 means none. */
export async function getLimits(ctx: Pick<Core, "db" | "env">): Promise<{ minFreeBytes: number; quotaBytes: number }> {
  return {
    minFreeBytes: (await getSetting(ctx, "storage_min_free_gb")) * GB,
    quotaBytes: (await getSetting(ctx, "audio_quota_gb")) * GB,
  };
}

/** What a feed says about the size of a file, as far as it can be true: what really comes is looked at again. */
export const expectedBytes = ({ enclosureBytes }: { enclosureBytes: number | null }): number =>
  Math.min(enclosureBytes ?? 0, MAX_AUDIO_BYTES);

/**
 * Refuses audio for which there is no room. `receivedBytes` of `wantedBytes` lie on the disk already.
 * @throws `conflict` that says what is used up
 */
export async function refuseWithoutRoom(
  ctx: Context,
  { wantedBytes, receivedBytes = 0 }: { wantedBytes: number; receivedBytes?: number },
): Promise<void> {
  const [limits, usedBytes, free] = [await getLimits(ctx), await repo.sumAudio(ctx.db), await ctx.files.free()];
  const freeBytes = free === null ? null : free + receivedBytes;
  const because = decideRoom({ ...limits, freeBytes, usedBytes, wantedBytes });
  if (because) throw conflict(because);
}
