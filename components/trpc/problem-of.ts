import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/transports/trpc/router";

/** What to tell a person of a failure, as a sentence. Where it stands beside the subject, it need not begin with its name. */
export function problemOf(error: unknown, subject?: string): string {
  if (!(error instanceof TRPCClientError)) return "Something went wrong in this page.";
  if (!error.data) return "The server does not answer. Is it still running?";
  const { message } = error;
  return sentence(subject && message.startsWith(`${subject}: `) ? message.slice(subject.length + 2) : message);
}

const sentence = (text: string) => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
};

/** The feed that is meant by a refusal to add it twice. */
export function knownFeedOf(error: unknown): number | null {
  const { code, details } = refusalOf(error);
  if (code !== "CONFLICT" || !("feed_id" in details)) return null;
  return typeof details.feed_id === "number" ? details.feed_id : null;
}

/** Whether the host of a feed has asked for a name and password, or for others than were given. */
export function needsCredentials(error: unknown): boolean {
  const { details } = refusalOf(error);
  return "needs_credentials" in details && details.needs_credentials === true;
}

function refusalOf(error: unknown): { code: string | null; details: object } {
  if (!(error instanceof TRPCClientError)) return { code: null, details: {} };
  const { data } = error as TRPCClientError<AppRouter>;
  const details: unknown = data?.details;
  return { code: data?.code ?? null, details: typeof details === "object" && details !== null ? details : {} };
}
