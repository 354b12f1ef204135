"use client";

import { type KeyboardEvent, useState } from "react";
import { Input } from "@/components/ui/input";
import type { FieldKind } from "./field-kind";
import { limitsOf, readNumber } from "./read-number";
import type { SettingControlProps } from "./setting-control-props";
import { SettingProblem } from "./setting-problem";
import { unitOf } from "./setting-words";

type TypedKind = Extract<FieldKind, { kind: "number" | "text" }>;

/** Saved by Enter and when the field is left; Escape takes back what was typed. What cannot be saved stays as it was typed. */
export function TypedSetting(props: SettingControlProps<TypedKind>) {
  const { id, name, kind, value, isPending, problem, onTouch, onType } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const wrong = mistake ?? problem;
  const limits = kind.kind === "number" ? limitsOf(kind) : null;
  const unit = kind.kind === "number" ? unitOf(name) : null;

  const enter = (typed: string | null) => {
    setDraft(typed);
    setMistake(null);
    onTouch();
  };
  const commit = () => {
    if (draft === null) return;
    const read = kind.kind === "number" ? readNumber(draft, kind) : { value: draft.trim() };
    if ("problem" in read) setMistake(read.problem);
    else if (read.value !== value) onType(read.value, () => setDraft((now) => (now === draft ? null : now)));
    else if (!isPending) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") commit();
    if (event.key === "Escape") enter(null);
  };

  return (
    <div className="sm:row-span-2">
      <div className="flex items-center gap-2.5">
        <Input
          id={id}
          className={kind.kind === "number" ? "tabular-nums sm:w-28" : undefined}
          aria-invalid={wrong !== null}
          aria-describedby={[`${id}-about`, limits && `${id}-limits`, wrong && `${id}-problem`]
            .filter(Boolean)
            .join(" ")}
          inputMode={kind.kind === "number" ? (kind.isWhole ? "numeric" : "decimal") : "text"}
          enterKeyHint="done"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={kind.kind === "number" ? 30 : (kind.maxLength ?? 1000)}
          value={draft ?? String(value)}
          onChange={({ target }) => enter(target.value)}
          // What was refused is not sent again by leaving.
          onBlur={() => wrong === null && commit()}
          onKeyDown={onKeyDown}
        />
        {unit && (
          <span aria-hidden className="text-muted text-sm">
            {unit}
          </span>
        )}
      </div>
      {limits && !wrong && (
        <p id={`${id}-limits`} className="mt-1 text-faint text-sm tabular-nums">
          {limits}
        </p>
      )}
      <SettingProblem id={id} problem={wrong} className="mt-1" />
    </div>
  );
}
