/** One LISTEN or UNLISTEN; no channel means UNLISTEN *. */
export type ListenCommand = { tag: "LISTEN" | "UNLISTEN"; channel?: string };

const listenStatement =
  /(?:^|;)\s*(?<tag>LISTEN|UNLISTEN)\s+(?<channel>\*|"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\s*(?=;|$|--|\/\*)/giu;

/** The LISTEN and UNLISTEN statements in a query text, in order. */
export function listenCommands(sql: string): ListenCommand[] {
  return Array.from(sql.matchAll(listenStatement), ({ groups }) => {
    const tag = groups?.tag?.toUpperCase() === "LISTEN" ? "LISTEN" : "UNLISTEN";
    const channel = groups?.channel ?? "*";
    return channel === "*" ? { tag } : { tag, channel: identifier(channel) };
  });
}

function identifier(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}

/** The channels one connection listens to. Like Postgres it changes them at the end of a transaction, if that commits. */
export class Subscriptions {
  readonly channels = new Set<string>();
  #asked: ListenCommand[] = [];
  #done: ListenCommand[] = [];
  #hasRolledBack = false;
  #hasDiscarded = false;

  /** The client is about to run this. */
  ask(sql: string): void {
    if (/listen/i.test(sql)) this.#asked.push(...listenCommands(sql));
  }

  /** The backend says that a command with this tag is done. */
  completed(tag: string): void {
    this.#hasRolledBack = tag === "ROLLBACK";
    if (tag === "DISCARD ALL") this.#hasDiscarded = true;
    if (tag !== "LISTEN" && tag !== "UNLISTEN") return;
    const next = this.#asked.findIndex((command) => command.tag === tag);
    if (next !== -1) this.#done.push(...this.#asked.splice(next, 1));
  }

  /** The transaction is over. True if the backend's own list of channels may now be wrong. */
  transactionEnded(): boolean {
    const changes = this.#hasRolledBack ? [] : this.#done;
    const hasDiscarded = this.#hasDiscarded;
    if (hasDiscarded) this.channels.clear();
    for (const { tag, channel } of changes) {
      if (channel === undefined) this.channels.clear();
      else if (tag === "LISTEN") this.channels.add(channel);
      else this.channels.delete(channel);
    }
    this.#asked = [];
    this.#done = [];
    this.#hasRolledBack = false;
    this.#hasDiscarded = false;
    return hasDiscarded || changes.length > 0;
  }
}

/** The query that makes the backend listen to exactly these channels. */
export function listenToExactly(channels: Iterable<string>): string {
  const quoted = [...new Set(channels)].map((channel) => `"${channel.replaceAll('"', '""')}"`);
  return ["UNLISTEN *", ...quoted.map((channel) => `LISTEN ${channel}`)].join("; ");
}
