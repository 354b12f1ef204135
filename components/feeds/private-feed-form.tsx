"use client";

import { type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { credentialsOf, missingCredentials, noCredentials } from "./settings/credentials";
import { CredentialsFields } from "./settings/credentials-fields";

export type Credentials = NonNullable<ReturnType<typeof credentialsOf>>;

type PrivateFeedFormProps = {
  /** What the host has asked for. */
  reason: unknown;
  /** What it said to the last try; null before there was one. */
  refusal: unknown;
  isPending: boolean;
  onSubmit: (credentials: Credentials) => void;
};

/** Asks for what opens a feed. What was typed stays until it does. */
export function PrivateFeedForm({ reason, refusal, isPending, onSubmit }: PrivateFeedFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(noCredentials);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    setProblem(refusal === null ? null : problemOf(refusal));
    // The radio buttons come before it, but are seldom wanted.
    form.current?.querySelector<HTMLInputElement>("input:not([type=radio])")?.focus();
  }, [refusal]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const credentials = credentialsOf(typed);
    if (credentials) onSubmit(credentials);
    else setProblem(missingCredentials(typed));
  };
  return (
    <form ref={form} onSubmit={submit} noValidate aria-labelledby={id} className="mt-4">
      <p id={id} className="wrap-anywhere mb-3 text-sm">
        <b className="font-medium">{problemOf(reason)}</b> It is a private feed. What you enter is stored encrypted.
      </p>
      {/* Not disabled while it is on its way: that would take the focus away. */}
      <CredentialsFields
        value={typed}
        problem={problem}
        onChange={(value) => {
          setTyped(value);
          setProblem(null);
        }}
      />
      <Button type="submit" look="primary" className="mt-4 w-full" disabled={isPending}>
        Add podcast
      </Button>
    </form>
  );
}
