import { webApp } from "@/server/app";
import { beginShutdown } from "@/server/transports/shutdown";

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, beginShutdown);
// Started by the launcher: without it there is nobody left to answer for.
if (process.connected) process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));

const { log, env } = webApp();
log.info("web.ready", { host: env.HOST, port: env.PORT });
