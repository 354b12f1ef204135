import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { createSecrets } from "./secrets";

const folder = mkdtempSync(path.join(tmpdir(), "cast2md-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));
const keyFile = path.join(folder, "data", "secret.key");

it("gives back what it was given, and hides it", () => {
  const secrets = createSecrets({ keyFile });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 4 }), (text) => {
      const sealed = secrets.seal("feed", text);
      expect(secrets.open("feed", sealed)).toBe(text);
      expect(Buffer.from(sealed).includes(Buffer.from(text))).toBe(false);
    }),
  );
});

it("tells texts apart by fingerprints that nobody can make without the key", () => {
  const [own, others] = [
    createSecrets({ keyFile }),
    createSecrets({ secretKey: "another key of the operator", keyFile }),
  ];
  expect(createSecrets({ keyFile }).fingerprint("feed", "one")).toBe(own.fingerprint("feed", "one"));
  for (const other of [
    own.fingerprint("feed", "two"),
    own.fingerprint("user", "one"),
    others.fingerprint("feed", "one"),
  ])
    expect(other).not.toBe(own.fingerprint("feed", "one"));
});

it("keeps a key for its owner only, and finds it again", () => {
  const sealed = createSecrets({ keyFile }).seal("feed", "hunter2");
  expect(createSecrets({ keyFile }).open("feed", sealed)).toBe("hunter2");
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
});

it.each([
  [
    "another key",
    () => createSecrets({ secretKey: "another key of the operator", keyFile }),
    "feed",
    (bytes: Buffer) => bytes,
  ],
  ["another use", () => createSecrets({ keyFile }), "user", (bytes: Buffer) => bytes],
  [
    "a changed byte",
    () => createSecrets({ keyFile }),
    "feed",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]),
  ],
  ["no bytes", () => createSecrets({ keyFile }), "feed", () => Buffer.alloc(0)],
] as const)("says so when there is %s", (_, open, use, change) => {
  const sealed = change(Buffer.from(createSecrets({ keyFile }).seal("feed", "hunter2")));
  expect(() => open().open(use, sealed)).toThrow(/SECRET_KEY has changed/);
});

it("uses the operator's key where there is one, and then makes no file", () => {
  const file = path.join(folder, "none", "secret.key");
  const secret = { secretKey: "a key of the operator", keyFile: file };
  expect(createSecrets(secret).open("feed", createSecrets(secret).seal("feed", "x"))).toBe("x");
  expect(() => statSync(file)).toThrow();
});

it("refuses a key file that is empty instead of encrypting with nothing", () => {
  const file = path.join(folder, "empty.key");
  writeFileSync(file, "\n");
  expect(() => createSecrets({ keyFile: file }).seal("feed", "x")).toThrow(/holds no key/);
});
