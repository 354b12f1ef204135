"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedCredentials } from "./credentials";

type CredentialsFieldsProps = {
  value: TypedCredentials;
  problem?: string | null;
  onChange: (value: TypedCredentials) => void;
};

/** A name and a password, or a token. Browsers are asked not to keep them for this page: they belong to another host. */
export function CredentialsFields({ value, problem, onChange }: CredentialsFieldsProps) {
  const change = (part: Partial<TypedCredentials>) => onChange({ ...value, ...part });
  return (
    <div className="space-y-3">
      <fieldset className="flex flex-wrap gap-x-5">
        <legend className="sr-only">What opens the feed</legend>
        <Kind
          label="Name and password"
          isChosen={value.kind === "password"}
          onChoose={() => change({ kind: "password" })}
        />
        <Kind label="Token" isChosen={value.kind === "token"} onChoose={() => change({ kind: "token" })} />
      </fieldset>
      {value.kind === "password" ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="User name" problem={problem}>
            {(control) => (
              <Input
                {...control}
                {...unsaved}
                value={value.username}
                onChange={(event) => change({ username: event.target.value })}
              />
            )}
          </Field>
          <Field label="Password">
            {(control) => (
              <Input
                {...control}
                {...unsaved}
                type="password"
                autoComplete="new-password"
                value={value.password}
                onChange={(event) => change({ password: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : (
        <Field label="Token" hint="It is sent as a Bearer token." problem={problem}>
          {(control) => (
            <Input
              {...control}
              {...unsaved}
              type="password"
              autoComplete="new-password"
              value={value.token}
              onChange={(event) => change({ token: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

const unsaved = { autoComplete: "off", autoCapitalize: "none", spellCheck: false, maxLength: 1000 } as const;

function Kind({ label, isChosen, onChoose }: { label: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm max-md:min-h-11">
      <input type="radio" checked={isChosen} onChange={onChoose} className="size-4 accent-accent" />
      {label}
    </label>
  );
}
