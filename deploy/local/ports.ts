import { createServer } from "node:net";

/** A port of this machine that is free now. */
export function findFreePort(): Promise<number> {
  return listenOnce({ host: "127.0.0.1", port: 0 });
}

/** @throws Error that says what to do when the port cannot be had. */
export async function assertPortFree({ host, port }: { host: string; port: number }): Promise<void> {
  try {
    await listenOnce({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EADDRINUSE") {
      throw new Error(
        `port ${port} is in use by another program: stop that, or start here with PORT=${port + 1} npm start`,
        { cause },
      );
    }
    if (code === "EACCES")
      throw new Error(`port ${port} may be opened by root only: choose one above 1023 with PORT=8000`, { cause });
    if (code === "EADDRNOTAVAIL") throw new Error(`this machine has no address ${host}: check HOST`, { cause });
    throw cause;
  }
}

function listenOnce(address: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(address, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === "object" && bound ? bound.port : 0));
    });
  });
}
