import { once } from "node:events";
import { rmSync } from "node:fs";
import { createRedisCommandExecutor, RedisServerState, Resp2Server } from "js-redis-server/core";

// Its own `listen` opens a port on every interface, without a password. Its net.Server can listen on a socket file.
const [socketPath = ""] = process.argv.slice(2);
const { server } = new Resp2Server({ server: new RedisServerState(), executor: createRedisCommandExecutor() });

process.on("SIGTERM", () => process.exit(0));
process.on("SIGINT", () => process.exit(0));
process.on("disconnect", () => process.exit(0)); // the launcher is gone, killed perhaps

process.umask(0o077);
rmSync(socketPath, { force: true });
server.listen(socketPath);
await once(server, "listening");
process.send?.("ready");
