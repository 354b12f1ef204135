"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { languageName, languageNames } from "../language-name";

const OTHER = "other";

type LanguageFieldProps = {
  value: string;
  /** What the feed says, if that is known. */
  ofFeed: string | null;
  problem: string | undefined;
  onChange: (language: string) => void;
};

/** One of the usual languages, or any other by its tag. */
export function LanguageField({ value, ofFeed, problem, onChange }: LanguageFieldProps) {
  const [isOther, setOther] = useState(value !== "" && !(value in languageNames));
  const name = languageName(ofFeed);
  return (
    <Field
      label="Language"
      problem={problem}
      hint={isOther ? "A tag such as pt-BR, eu or zh-Hant." : "The search finds words by its rules."}
    >
      {(control) => (
        <div className="grid gap-2">
          <Select
            {...(isOther ? { "aria-label": "Language" } : control)}
            value={isOther ? OTHER : value}
            onChange={({ target }) => {
              setOther(target.value === OTHER);
              onChange(target.value === OTHER ? "" : target.value);
            }}
          >
            <option value="">{name ? `As the feed says (${name})` : "As the feed says"}</option>
            {listed.map(([tag, label]) => (
              <option key={tag} value={tag}>
                {label}
              </option>
            ))}
            <option value={OTHER}>Another one …</option>
          </Select>
          {isOther && (
            <Input
              {...control}
              aria-label="Language tag"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={35}
              placeholder="pt-BR"
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}

/** By name; `no` is another way to write `nb`. */
const listed = Object.entries(languageNames)
  .filter(([tag]) => tag !== "no")
  .sort(([, a], [, b]) => a.localeCompare(b));
