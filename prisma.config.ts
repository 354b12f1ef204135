import { defineConfig } from "prisma/config";

// These commands never start the schema engine, but the CLI insists on one: any existing file will do.
if (["generate", "validate", "format"].includes(process.argv[2] ?? "")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
}
process.env["CHECKPOINT_DISABLE"] ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { externalTables: true },
  // Read and written by raw SQL in server/search only: Prisma has no word for their columns.
  tables: { external: ["public.segment", "public.segment_window", "public.search_language"] },
  // `generate` runs where no database is configured.
  datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://unset:unset@127.0.0.1:5/unset" },
});
