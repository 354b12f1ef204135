import type { Core } from "@/server/platform/core";

/** The indexes that are too large for a migration: they are built beside running writers. */
const indexes = {
  segment_tsv_idx: "ON segment USING gin (tsv)",
  episode_search_tsv_idx: "ON episode USING gin (search_tsv)",
} as const;

/**
 * Builds the search indexes that are missing, without blocking writers; one that a crash left half-built is built anew.
 * Safe to run from several workers at once.
 */
export async function ensureSearchIndexes(ctx: Pick<Core, "db" | "log">): Promise<void> {
  const valid = await ctx.db.$queryRaw<{ name: string; isValid: boolean }[]>`
    SELECT c.relname AS name, i.indisvalid AS "isValid" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(${Object.keys(indexes)})`;
  const state = new Map(valid.map((row) => [row.name, row.isValid]));
  for (const [name, definition] of Object.entries(indexes)) {
    if (state.get(name)) continue;
    if (state.has(name)) await ctx.db.$executeRawUnsafe(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await ctx.db.$executeRawUnsafe(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ${definition}`);
    ctx.log.info("search.index_built", { name });
  }
}
