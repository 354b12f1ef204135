/** Who may use the one backend. The holder keeps it until it lets go; the others follow in the order they came. */
export class TurnQueue<Holder> {
  #holder: Holder | undefined;
  readonly #waiting: { who: Holder; start: () => void }[] = [];

  holds(who: Holder): boolean {
    return this.#holder === who;
  }

  /** Resolves when it is this one's turn. Whoever holds the turn already goes on at once. */
  async take(who: Holder): Promise<void> {
    if (this.#holder === who) return;
    if (this.#holder === undefined) {
      this.#holder = who;
      return;
    }
    await new Promise<void>((start) => this.#waiting.push({ who, start }));
  }

  /** Hands the turn to the next in line. From one who does not hold it this changes nothing. */
  release(who: Holder): void {
    if (this.#holder !== who) return;
    const next = this.#waiting.shift();
    this.#holder = next?.who;
    next?.start();
  }
}
