import type { ZodError } from "zod";

/** What is wrong with an input, for people: each fault behind the name of its field. */
export function sentenceOf(error: Pick<ZodError, "issues">): string {
  return error.issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
    .join("; ");
}
