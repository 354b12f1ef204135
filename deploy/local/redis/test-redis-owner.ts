import { startEmbeddedRedis } from "./embedded-redis";

const [dataDir = ""] = process.argv.slice(2);
const { pid } = await startEmbeddedRedis({ dataDir });
process.send?.(pid);
