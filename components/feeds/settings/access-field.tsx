"use client";

import { Button } from "@/components/ui/button";
import { CredentialsFields } from "./credentials-fields";
import type { FeedForm } from "./feed-form";

type AccessFieldProps = {
  hasCredentials: boolean;
  form: FeedForm;
  problem: string | undefined;
  onChange: (part: Partial<FeedForm>) => void;
};

/** What opens a private feed. What is stored is never shown: it can be replaced or removed. */
export function AccessField({ hasCredentials, form, problem, onChange }: AccessFieldProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">Private feed</legend>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
        <span className="mr-auto">{told(hasCredentials, form.access)}</span>
        {form.access === "keep" ? (
          <>
            <Button size="small" onClick={() => onChange({ access: "replace" })}>
              {hasCredentials ? "Replace" : "Add a password"}
            </Button>
            {hasCredentials && (
              <Button size="small" look="quiet" onClick={() => onChange({ access: "remove" })}>
                Remove
              </Button>
            )}
          </>
        ) : (
          <Button size="small" look="quiet" onClick={() => onChange({ access: "keep" })}>
            {hasCredentials ? "Keep the stored one" : "Leave it open"}
          </Button>
        )}
      </div>
      {form.access === "replace" && (
        <div className="mt-2">
          <CredentialsFields
            value={form.credentials}
            problem={problem ?? null}
            onChange={(credentials) => onChange({ credentials })}
          />
        </div>
      )}
      {form.access !== "replace" && problem && (
        <p role="alert" className="wrap-anywhere mt-1 text-danger text-sm">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function told(hasCredentials: boolean, access: FeedForm["access"]): string {
  if (access === "remove") return "What is stored is removed when you save.";
  if (access === "replace")
    return hasCredentials
      ? "A password that is stored is replaced; a token in the address stays."
      : "What you enter is stored encrypted.";
  return hasCredentials ? "A password or token is stored." : "This feed is open to all.";
}
