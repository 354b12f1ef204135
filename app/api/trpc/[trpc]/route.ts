import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { webApp } from "@/server/app";
import { untilShutdown } from "@/server/transports/shutdown";
import { appRouter } from "@/server/transports/trpc/router";

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: untilShutdown(request),
    router: appRouter,
    createContext: () => ({ app: webApp() }),
  });

export { handle as GET, handle as POST };
