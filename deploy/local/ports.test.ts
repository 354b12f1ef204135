import { once } from "node:events";
import { createConnection } from "node:net";
import { expect, it } from "vitest";
import { findFreePort, holdPort } from "./ports";

const host = "127.0.0.1";

it("keeps a port from others until it is let go", async () => {
  const port = await findFreePort();
  const release = await holdPort({ host, port });
  await expect(holdPort({ host, port })).rejects.toThrow(`port ${port} is in use by another program`);
  await release();
  const again = await holdPort({ host, port });
  await again();
});

it("lets nobody wait at a port that is kept", async () => {
  const port = await findFreePort();
  const release = await holdPort({ host, port });
  const early = createConnection({ host, port }).on("error", () => {});
  await once(early, "close");
  await release();
});

it("says what is wrong with an address", async () => {
  await expect(holdPort({ host: "192.0.2.1", port: 0 })).rejects.toThrow(
    "this machine has no address 192.0.2.1: check HOST",
  );
});
