import type { Core } from "@/server/platform/core";
import { AppError } from "@/server/platform/errors";
import { openAccess, urlKeyOf } from "./feed-access";
import { changeKey, forgetHashedFormerKeys, listHashedKeys } from "./url-keys.repo";

/** Gives feeds whose key holds a plain hash of their token one that tells nothing without SECRET_KEY. Twice is once. */
export async function renewUrlKeys(ctx: Pick<Core, "db" | "secrets">): Promise<void> {
  for (const { id, url, credentials } of await listHashedKeys(ctx.db)) {
    try {
      await changeKey(ctx.db, { id, urlKey: urlKeyOf(ctx, { url, access: openAccess(ctx, credentials) }) });
    } catch (error) {
      // What was sealed with another key is entered anew, and has its new key then.
      if (!(error instanceof AppError)) throw error;
    }
  }
  await forgetHashedFormerKeys(ctx.db);
}
