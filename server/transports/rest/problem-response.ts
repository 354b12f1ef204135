/** The one shape of every error. `detail` is for clients of the predecessor. */
export function problem(status: number, code: string, message: string, details?: unknown): Response {
  const error = { code, message, ...(details === undefined ? {} : { details }) };
  return Response.json({ error, detail: message }, { status, headers: { "cache-control": "no-store" } });
}
