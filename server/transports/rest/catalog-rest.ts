import type { App } from "@/server/app";
import { version } from "@/server/platform/version";
import { appRouter } from "../trpc/router";
import { createRest, type Rest } from "./rest";

/** All operations of the catalog below `/api`. */
export function createCatalogRest(app: () => App): Rest {
  return createRest({ router: appRouter, prefix: "/api", version, createContext: () => ({ app: app() }) });
}
