import { createServer, type ListenOptions, type Server } from "node:net";

/** A port of this machine that is free now. */
export async function findFreePort(): Promise<number> {
  const server = await listen({ host: "127.0.0.1", port: 0 });
  const address = server.address();
  await close(server);
  return typeof address === "object" && address ? address.port : 0;
}

/**
 * Keeps a port until its server starts: what starts before and takes any port that is free must not take this one. Answers
 * what lets it go. @throws Error that says what to do when the port cannot be had.
 */
export async function holdPort({ host, port }: { host: string; port: number }): Promise<() => Promise<void>> {
  try {
    const server = await listen({ host, port });
    server.on("connection", (socket) => socket.destroy()); // nobody is here yet
    return () => close(server);
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

function listen(address: ListenOptions): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(address, () => resolve(server));
    server.unref();
  });
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
