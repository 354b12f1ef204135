import { webApp } from "@/server/app";
import { version } from "@/server/platform/version";
import { createRest } from "@/server/transports/rest/rest";
import { appRouter } from "@/server/transports/trpc/router";

const rest = createRest({ router: appRouter, prefix: "/api", version, createContext: () => ({ app: webApp() }) });

const handle = (request: Request) => rest.handle(request);

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
