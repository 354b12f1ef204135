import { z } from "zod";
import { invalid } from "@/server/platform/errors";

const Cursor = z.tuple([z.number(), z.number().int()]);

/** Where a page ended: the score and id of its last episode. */
export type Cursor = { score: number; episodeId: number };

export const writeCursor = ({ score, episodeId }: Cursor): string =>
  Buffer.from(JSON.stringify([score, episodeId])).toString("base64url");

/** @throws `invalid` for anything that `writeCursor` did not write. */
export function readCursor(text: string): Cursor {
  try {
    const [score, episodeId] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { score, episodeId };
  } catch (cause) {
    throw invalid("the cursor is not one that a search has given", { cause });
  }
}
