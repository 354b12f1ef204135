/** Bytes as they came off a socket, handed out in the pieces that are asked for. Nothing is copied twice. */
export class ByteQueue {
  #chunks: Buffer[] = [];
  #length = 0;

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next `count` bytes, left in place, or null while fewer have come. */
  peek(count: number): Buffer | null {
    return this.#gather(count)?.subarray(0, count) ?? null;
  }

  /** Removes the next `count` bytes and returns them, or null while fewer have come. */
  take(count: number): Buffer | null {
    const first = this.#gather(count);
    if (!first) return null;

    if (first.length === count) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(count);
    this.#length -= count;
    return first.subarray(0, count);
  }

  /** Makes the first chunk hold at least `count` bytes. Waits until all are there, so that a long message is joined once. */
  #gather(count: number): Buffer | null {
    const [first] = this.#chunks;
    if (!first || this.#length < count) return null;
    if (first.length >= count) return first;

    let chunks = 0;
    for (let bytes = 0; bytes < count; chunks++) bytes += this.#chunks[chunks]?.length ?? 0;
    const joined = Buffer.concat(this.#chunks.splice(0, chunks));
    this.#chunks.unshift(joined);
    return joined;
  }
}
