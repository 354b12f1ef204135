import { randomInt } from "node:crypto";
import { messageType } from "./message-framing";
import type { MessageReader } from "./message-reader";
import {
  authenticationOk,
  authenticationSasl,
  authenticationSaslContinue,
  authenticationSaslFinal,
  backendKeyData,
  negotiateProtocolVersion,
  parameterStatus,
  readCString,
  readyForQuery,
} from "./messages";
import { ProtocolViolation } from "./protocol-violation";
import { ScramExchange, type ScramVerifier } from "./scram";

const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const MAX_PASSWORD_MESSAGE_BYTES = 8_192;

/** Who may log in, and what a client is told about the server. */
export type Login = { user: string; database: string; verifier: ScramVerifier; parameters: Record<string, string> };

type Client = { reader: MessageReader; send: (...messages: Buffer[]) => void; connectionId: number };

/** Takes a new connection to the point where it may send queries. False: it left, or only wanted to cancel. */
export async function handshake(client: Client, login: Login): Promise<boolean> {
  const parameters = await readStartup(client);
  if (!parameters) return false;
  if (!(await authenticate(client, login, parameters.get("user")))) return false;

  const database = parameters.get("database") ?? parameters.get("user");
  if (database !== login.database) throw new ProtocolViolation("3D000", `database "${database}" does not exist`);

  client.send(
    authenticationOk,
    ...Object.entries(login.parameters).map(([name, value]) => parameterStatus(name, value)),
    backendKeyData(client.connectionId, randomInt(2 ** 31)),
    readyForQuery("I"),
  );
  return true;
}

async function readStartup({ reader, send }: Client): Promise<Map<string, string> | null> {
  for (;;) {
    const packet = await reader.startupPacket();
    if (!packet) return null;

    const code = packet.readInt32BE(4);
    if (code === CANCEL_REQUEST) return null; // a running query blocks this process: there is nothing to interrupt it with
    if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) {
      send(Buffer.from("N"));
      continue;
    }

    const [major, minor] = [code >> 16, code & 0xffff];
    if (major !== 3) throw new ProtocolViolation("0A000", `unsupported frontend protocol ${major}.${minor}`);
    const parameters = readParameters(packet);
    if (minor > 0) send(negotiateProtocolVersion([...parameters.keys()].filter((name) => name.startsWith("_pq_."))));
    return parameters;
  }
}

function readParameters(packet: Buffer): Map<string, string> {
  const parameters = new Map<string, string>();
  for (let at = 8; at < packet.length && packet[at] !== 0; ) {
    const name = readCString(packet, at);
    const value = readCString(packet, name.end);
    parameters.set(name.text, value.text);
    at = value.end;
  }
  return parameters;
}

async function authenticate({ reader, send }: Client, login: Login, user: string | undefined): Promise<boolean> {
  const refused = new ProtocolViolation("28P01", `password authentication failed for user "${user ?? ""}"`);
  const exchange = new ScramExchange(login.verifier);

  send(authenticationSasl);
  const initial = await passwordMessage(reader);
  if (!initial) return false;
  const mechanism = readCString(initial, 5);
  const challenge = exchange.first(initial.toString("utf8", mechanism.end + 4));
  if (mechanism.text !== "SCRAM-SHA-256" || !challenge) throw new ProtocolViolation("08P01", "malformed SCRAM message");

  send(authenticationSaslContinue(challenge));
  const response = await passwordMessage(reader);
  if (!response) return false;
  const signature = exchange.final(response.toString("utf8", 5));
  // An unknown user goes the whole way too, so that names cannot be told apart from passwords.
  if (!signature || user !== login.user) throw refused;

  send(authenticationSaslFinal(signature));
  return true;
}

async function passwordMessage(reader: MessageReader): Promise<Buffer | null> {
  const answer = await reader.message(MAX_PASSWORD_MESSAGE_BYTES);
  if (answer && messageType(answer) !== "p") throw new ProtocolViolation("08P01", "expected a password message");
  return answer;
}
