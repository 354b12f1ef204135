import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/server/generated/prisma/client";
import { unavailable } from "./errors";

/** The whole client: may open a transaction. */
export type Db = PrismaClient;
/** What a query needs: the client or an open transaction. Inside a transaction use nothing else, and no network. */
export type DbOrTx = Prisma.TransactionClient;

export const { sql, join: sqlJoin, raw: sqlRaw, empty: sqlEmpty } = Prisma;
export type Sql = Prisma.Sql;

export type JsonValue = Prisma.InputJsonValue;

/** Opens a pool of at most `poolSize` connections. Nothing is connected until the first query. */
export function openDb(options: { url: string; poolSize: number; onPoolError?: (error: Error) => void }): Db {
  const adapter = new PrismaPg(
    {
      connectionString: options.url,
      max: options.poolSize,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
    },
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    {
      onPoolError: (error: Error) => options.onPoolError?.(error),
      onConnectionError: (error: Error) => options.onPoolError?.(error),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
}

/** Answers when the database does; throws `unavailable` otherwise. */
export async function pingDb(db: Db): Promise<void> {
  try {
    await db.$queryRaw`SELECT 1`;
  } catch (cause) {
    throw unavailable("the database does not answer", { cause });
  }
}
