/**
 * The chunks of a body as they arrive. Throws the signal's reason once it fires; leaving early gives the connection back.
 *
 * The signal is watched here although the request has it: what fetch holds of it is weak, so that after a garbage collection
 * a body that stalls would be waited for without end.
 */
export async function* bodyChunks(body: Response["body"], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}
