const shared = globalThis as { cast2mdShutdown?: AbortController };

function controller(): AbortController {
  shared.cast2mdShutdown ??= new AbortController();
  return shared.cast2mdShutdown;
}

/** Ends every stream that is open: Next waits for them before it exits. */
export function beginShutdown(): void {
  controller().abort();
}

/** The same request, which is also over when this process stops. */
export function untilShutdown(request: Request): Request {
  const { url, method, headers, body } = request;
  const signal = AbortSignal.any([request.signal, controller().signal]);
  // Part by part: what Next hands over may be of another Request class, which this one cannot copy.
  return new Request(url, { method, headers, signal, ...(body ? { body, duplex: "half" } : {}) });
}
