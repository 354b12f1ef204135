"use client";

import { useId, useRef, useState } from "react";
import { problemOf } from "@/components/trpc/problem-of";
import { cn } from "@/components/ui/cn";
import { fieldKind } from "./field-kind";
import { SettingControl } from "./setting-control";
import { SettingOrigin } from "./setting-origin";
import type { Setting, SettingValue } from "./types";
import { useSaveSetting } from "./use-save-setting";

/** A setting with what changes it. What could not be saved says why, and the value that holds stays. */
export function SettingRow({ name, setting }: { name: string; setting: Setting }) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [resets, setResets] = useState(0);
  /** What was just chosen, until the answer is there: a switch must not jump back in between. */
  const [chosen, setChosen] = useState<{ value: SettingValue; over: Setting } | null>(null);
  const save = useSaveSetting(name, setting);
  const kind = fieldKind(setting.schema);
  const isSwitch = kind.kind === "switch";
  const held = chosen?.over === setting ? chosen.value : setting.value;

  const choose = (value: SettingValue) => {
    setChosen({ value, over: setting });
    save.mutate({ value }, { onError: () => setChosen(null) });
  };
  const reset = () =>
    save.mutate(
      { value: null },
      {
        onSuccess: () => {
          setResets(resets + 1);
          // The button goes; the focus must not go with it.
          row.current?.focus({ preventScroll: true });
        },
      },
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div
      ref={row}
      role="group"
      aria-labelledby={`${id}-label`}
      tabIndex={-1}
      className={cn(
        "grid items-start gap-x-8 gap-y-2 px-5 py-4 outline-none",
        isSwitch ? "grid-cols-[1fr_auto]" : "sm:grid-cols-[1fr_15rem]",
      )}
    >
      <div className="min-w-0">
        <label id={`${id}-label`} htmlFor={id} className="block font-medium text-sm leading-5">
          {setting.label}
        </label>
        <p id={`${id}-about`} className="mt-0.5 text-muted text-sm">
          {setting.description}
        </p>
      </div>
      <SettingControl
        // What was typed goes with what was stored.
        key={resets}
        id={id}
        name={name}
        kind={kind}
        value={save.isPending ? (save.variables.value ?? held) : held}
        isPending={save.isPending}
        problem={save.isError ? problemOf(save.error, name) : null}
        onTouch={() => save.isError && save.reset()}
        onChoose={choose}
        onType={(value, onSaved) => save.mutate({ value }, { onSuccess: onSaved })}
      />
      <SettingOrigin
        className={isSwitch ? "col-span-2" : "sm:col-start-1"}
        setting={setting}
        isPending={save.isPending}
        onReset={reset}
      />
    </div>
  );
}
