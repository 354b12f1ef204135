import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** What a server keeps of a password: enough to check one, not enough to log in elsewhere (RFC 5802). */
export type ScramVerifier = { salt: Buffer; iterations: number; storedKey: Buffer; serverKey: Buffer };

type ClientFirst = { gs2Header: string; bare: string; nonce: string };

const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();

/** Derives the verifier of a password. 4096 iterations are the default of Postgres. */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): ScramVerifier {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  return { salt, iterations, storedKey: sha256(hmac(salted, "Client Key")), serverKey: hmac(salted, "Server Key") };
}

/** One SCRAM-SHA-256 login, seen from the server: `first` answers the client's first message, `final` its second. */
export class ScramExchange {
  readonly #verifier: ScramVerifier;
  readonly #serverNonce: string;
  #client: ClientFirst | undefined;
  #serverFirst = "";

  constructor(verifier: ScramVerifier, serverNonce = randomBytes(18).toString("base64")) {
    this.#verifier = verifier;
    this.#serverNonce = serverNonce;
  }

  /** The server's challenge, or null if the message is malformed or asks for channel binding. */
  first(clientFirst: string): string | null {
    const parts = /^(?<gs2Header>[ny],(?:a=[^,]*)?,)(?<bare>n=[^,]*,r=(?<nonce>[!-+\--~]+))$/.exec(clientFirst)?.groups;
    if (!parts) return null;

    const { gs2Header = "", bare = "", nonce = "" } = parts;
    this.#client = { gs2Header, bare, nonce: nonce + this.#serverNonce };
    const { salt, iterations } = this.#verifier;
    this.#serverFirst = `r=${this.#client.nonce},s=${salt.toString("base64")},i=${iterations}`;
    return this.#serverFirst;
  }

  /** The server's signature, or null if the proof does not belong to the password. */
  final(clientFinal: string): string | null {
    const parts = /^(?<withoutProof>c=(?<binding>[^,]+),r=(?<nonce>[^,]+)),p=(?<proof>[^,]+)$/.exec(
      clientFinal,
    )?.groups;
    if (!parts || !this.#client) return null;

    const { withoutProof = "", binding = "", nonce = "", proof = "" } = parts;
    if (nonce !== this.#client.nonce) return null;
    if (binding !== Buffer.from(this.#client.gs2Header).toString("base64")) return null;

    const authMessage = `${this.#client.bare},${this.#serverFirst},${withoutProof}`;
    const clientKey = xor(Buffer.from(proof, "base64"), hmac(this.#verifier.storedKey, authMessage));
    if (!clientKey || !timingSafeEqual(sha256(clientKey), this.#verifier.storedKey)) return null;
    return `v=${hmac(this.#verifier.serverKey, authMessage).toString("base64")}`;
  }
}

function xor(left: Buffer, right: Buffer): Buffer | null {
  if (left.length !== right.length) return null;
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
