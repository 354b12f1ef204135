import { messageType } from "./message-framing";
import { copyFail, readCString, type TransactionStatus } from "./messages";
import { type HeldStatements, PreparedStatements } from "./prepared-statements";
import { Subscriptions } from "./subscriptions";

/** The way to a client. */
export type Client = {
  /** Sends messages; resolves when it is worth sending more. Never rejects. */
  send: (...messages: Buffer[]) => Promise<void>;
  /** Sends the client away with a reason. */
  end: (sqlState: string, reason: string) => void;
  isOpen: () => boolean;
};

/** What the server knows of one connection between its queries. */
export class Session {
  readonly statements: PreparedStatements;
  readonly subscriptions = new Subscriptions();
  readonly send: Client["send"];
  readonly end: Client["end"];
  readonly isOpen: Client["isOpen"];
  status: TransactionStatus = "I";
  /** An error has made the backend skip everything up to the next Sync. */
  isSkipping = false;
  /** Runs while the session holds the backend and does nothing with it. */
  idleTimer: NodeJS.Timeout | undefined;

  constructor(connectionId: number, held: HeldStatements, client: Client) {
    this.statements = new PreparedStatements(connectionId, held);
    this.send = client.send;
    this.end = client.end;
    this.isOpen = client.isOpen;
  }

  /** A client's message as the shared backend must get it. */
  forBackend(message: Buffer): Buffer[] {
    switch (messageType(message)) {
      case "P":
        return this.statements.parse(message);
      case "B": {
        const statementAt = readCString(message, 5).end;
        const sql = this.statements.sqlOf(readCString(message, statementAt).text);
        if (sql) this.subscriptions.ask(sql);
        return this.statements.use(message, statementAt);
      }
      case "D":
        return message.toString("latin1", 5, 6) === "S" ? this.statements.use(message, 6) : [message];
      case "C":
        if (message.toString("latin1", 5, 6) === "S") return this.statements.close(message);
        this.statements.closePortal();
        return [message];
      case "Q":
        this.statements.simpleQuery();
        this.subscriptions.ask(readCString(message, 5).text);
        return [message, copyFail];
      case "E":
        return [message, copyFail];
      default:
        return [message];
    }
  }

  /** Notes what an answer of the backend means for the session. */
  noteCommand(tag: string): void {
    this.subscriptions.completed(tag);
    if (tag === "DISCARD ALL" || tag === "DEALLOCATE ALL") this.statements.allDropped();
  }

  /** The backend is ready for the next query. */
  noteReady(status: TransactionStatus): void {
    this.status = status;
    this.isSkipping = false;
    this.statements.ready();
  }
}
