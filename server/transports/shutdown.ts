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
  return new Request(request, { signal: AbortSignal.any([request.signal, controller().signal]) });
}
