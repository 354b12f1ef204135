import { z } from "zod";
import type { Core } from "@/server/platform/core";

const USE = "feed.archive-place";

/** A page of an archive that is still to be read. */
const ArchivePlace = z.object({
  url: z.string(),
  /** Counted from 1, the page that is the feed itself. */
  page: z.number(),
  /** The place at which an earlier reading was to go on had gone: this one makes no pause of its own. */
  isSecondReading: z.boolean(),
  /** How many looks in a row could not have this page. */
  failures: z.number().default(0),
});
export type ArchivePlace = z.infer<typeof ArchivePlace>;

/** Sealed, because the address of a page may hold what opens a private feed. */
export function sealPlace(ctx: Pick<Core, "secrets">, place: ArchivePlace): Uint8Array<ArrayBuffer> {
  return ctx.secrets.seal(USE, JSON.stringify(place));
}

/** Null when there is none, or when the key has changed since: then the archive is read from its beginning. */
export function openPlace(ctx: Pick<Core, "secrets">, sealed: Uint8Array | null): ArchivePlace | null {
  if (sealed === null) return null;
  try {
    return ArchivePlace.parse(JSON.parse(ctx.secrets.open(USE, sealed)));
  } catch {
    return null;
  }
}
