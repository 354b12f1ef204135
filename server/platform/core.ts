import type { Clock } from "./clock";
import type { Db } from "./db";
import type { Env } from "./env";
import type { FileStore } from "./files";
import type { Http } from "./http";
import type { Log } from "./log";
import type { Secrets } from "./secrets";

/** The world that every verb stands on. A verb asks for the slice that it uses. */
export type Core = { db: Db; http: Http; files: FileStore; secrets: Secrets; clock: Clock; log: Log; env: Env };
