import { TRPCClientError } from "@trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import type { FeedChanges } from "./types";

export type FieldProblems = { [Field in keyof FeedChanges | "form"]?: string };

/** What is wrong, beside what it is wrong with. What the host of a feed answers concerns its address, or what opens it. */
export function problemFields(error: unknown, changes: FeedChanges): FieldProblems {
  const named = fieldErrorsOf(error);
  if (Object.keys(named).length > 0) return named;
  if (changes.url !== undefined) return { url: problemOf(error) };
  if (changes.credentials !== undefined) return { credentials: problemOf(error) };
  return { form: problemOf(error) };
}

function fieldErrorsOf(error: unknown): FieldProblems {
  if (!(error instanceof TRPCClientError)) return {};
  const details: unknown = error.data?.details;
  if (typeof details !== "object" || details === null || !("fieldErrors" in details)) return {};
  const entries = Object.entries(details.fieldErrors ?? {}).map(([field, problems]) => [field, sentencesOf(problems)]);
  return Object.fromEntries(entries);
}

const sentencesOf = (problems: unknown) =>
  Array.isArray(problems) ? problems.filter((problem) => typeof problem === "string").join(" ") : "";
