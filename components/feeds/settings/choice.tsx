"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type ChoiceProps<Value extends string> = {
  label: string;
  className?: string;
  value: Value;
  options: Record<Value, string>;
  onChange: (value: Value) => void;
};

/** One of a few, each with its name. */
export function Choice<Value extends string>({ label, className, value, options, onChange }: ChoiceProps<Value>) {
  const entries = Object.entries(options) as [Value, string][];
  return (
    <Field label={label} {...(className ? { className } : {})}>
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={value}
          onChange={({ target }) => {
            const chosen = entries.find(([option]) => option === target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {entries.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
