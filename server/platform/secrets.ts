import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unavailable } from "./errors";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps what must not be read by whoever sees the database. */
export type Secrets = {
  /** Encrypts a text for one use, such as `feed.credentials`. */
  seal(use: string, text: string): Uint8Array<ArrayBuffer>;
  /** @throws AppError `unavailable` when it was sealed with another key or for another use. */
  open(use: string, sealed: Uint8Array): string;
  /** Tells secrets apart without telling what they are, not even to who tries them all out: equal texts, equal fingerprints. */
  fingerprint(use: string, text: string): string;
};

/**
 * AES-256-GCM (NIST SP 800-38D) with a key derived from the operator's SECRET_KEY, or else from a random one that is kept in
 * `keyFile`, readable by its owner only. Nothing is read or written before the first use.
 */
export function createSecrets(source: { secretKey?: string | undefined; keyFile: string }): Secrets {
  const keys = new Map<string, Buffer>();
  const derive = (purpose: string) => {
    const known = keys.get(purpose);
    if (known) return known;
    const derived = Buffer.from(hkdfSync("sha256", source.secretKey ?? keptKey(source.keyFile), "", purpose, 32));
    keys.set(purpose, derived);
    return derived;
  };
  const key = () => derive("cast2md secrets");
  return {
    seal(use, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key(), iv).setAAD(Buffer.from(use));
      const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), content]));
    },
    open(use, sealed) {
      const bytes = Buffer.from(sealed);
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key(), iv).setAAD(Buffer.from(use)).setAuthTag(tag);
        const content = bytes.subarray(1 + IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(content), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw unavailable("a stored secret cannot be read: SECRET_KEY has changed; enter the secret anew", { cause });
      }
    },
    fingerprint(use, text) {
      return createHmac("sha256", derive("cast2md fingerprints"))
        .update(JSON.stringify([use, text]))
        .digest("base64url");
    },
  };
}

/** Two processes may come first at once: the file is only ever made once, and both read it. */
function keptKey(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const kept = readFileSync(file, "utf8").trim();
  if (kept.length < 32) throw new Error(`${file} holds no key: restore it, or delete it and enter all secrets anew`);
  return kept;
}
