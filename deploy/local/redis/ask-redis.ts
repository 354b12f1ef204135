import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { unavailable } from "@/server/platform/errors";

const ANSWER_TIMEOUT_MS = 10_000; // a live server answers in less than one, even while it rewrites its log

/** Connects to a Redis socket, or gives null if nobody listens there. */
export async function dialRedis(socketPath: string): Promise<Socket | null> {
  const socket = connect(socketPath);
  try {
    await once(socket, "connect");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ECONNREFUSED"))
      return null;
    throw error;
  }
  socket.on("error", () => socket.destroy());
  return socket;
}

/** Sends one command and gives the text of the reply, or null if nobody listens. An error reply begins with a minus. */
export async function askRedis(socketPath: string, command: string): Promise<string | null> {
  const socket = await dialRedis(socketPath);
  if (!socket) return null;

  const deadline = setTimeout(() => socket.destroy(), ANSWER_TIMEOUT_MS);
  try {
    socket.write(`${command}\r\n`);
    let received = "";
    for await (const chunk of socket.setEncoding("utf8")) {
      received += chunk;
      const reply = completeReply(received);
      if (reply !== null) return reply;
    }
    throw unavailable(`the Redis at ${socketPath} does not answer`);
  } finally {
    clearTimeout(deadline);
    socket.destroy();
  }
}

/** A status, an error or a text, once all of it is there. */
export function completeReply(received: string): string | null {
  const end = received.indexOf("\r\n");
  if (end === -1) return null;
  const line = received.slice(0, end);
  if (!line.startsWith("$")) return line.replace(/^\+/, "");

  const body = Buffer.from(received.slice(end + 2));
  const length = Number(line.slice(1));
  return body.length >= length + 2 ? body.toString("utf8", 0, length) : null;
}
