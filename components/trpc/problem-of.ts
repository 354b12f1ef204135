import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/server/transports/trpc/router";

/** What to tell a person of a failure, as a sentence. */
export function problemOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return "Something went wrong in this page.";
  if (!error.data) return "The server does not answer. Is it still running?";
  return sentence(error.message);
}

const sentence = (text: string) => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
};

/** The feed that is meant by a refusal to add it twice. */
export function knownFeedOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { data } = error as TRPCClientError<AppRouter>;
  const details: unknown = data?.details;
  if (data?.code !== "CONFLICT" || typeof details !== "object" || details === null || !("feed_id" in details))
    return null;
  return typeof details.feed_id === "number" ? details.feed_id : null;
}
