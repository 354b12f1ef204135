import { type NextRequest, NextResponse } from "next/server";
import { refusalOf } from "@/server/access/loopback-guard";
import { problem } from "@/server/transports/rest/problem-response";

/** Stands before every page and every operation: who may not be answered is not, and pages get their content policy. */
export function proxy(request: NextRequest): NextResponse | Response {
  const { method, headers, nextUrl } = request;
  const refusal = refusalOf({ method, host: headers.get("host"), origin: headers.get("origin") });
  if (refusal) return problem(403, "FORBIDDEN", refusal);
  if (nextUrl.pathname.startsWith("/api/")) return NextResponse.next();

  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentPolicy(nonce);
  const forwarded = new Headers(headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("content-security-policy", policy); // Next takes the nonce for its own scripts from here
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "no-referrer");
  return response;
}

/** Artwork and audio lie with the publishers; scripts are ours alone. Development needs eval for its overlay. */
function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https: http:",
    "media-src 'self' https: http:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static|_next/image|icon.svg).*)"] };
