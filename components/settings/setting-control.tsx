"use client";

import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { SettingControlProps } from "./setting-control-props";
import { SettingProblem } from "./setting-problem";
import { choiceName } from "./setting-words";
import { TypedSetting } from "./typed-setting";

/** A switch and a choice are saved at once; what is typed, when it is done. */
export function SettingControl(props: SettingControlProps) {
  const { id, kind, value, problem, onChoose } = props;
  if (kind.kind === "number" || kind.kind === "text") return <TypedSetting {...props} kind={kind} />;
  const described = { id, "aria-describedby": problem ? `${id}-about ${id}-problem` : `${id}-about` };
  if (kind.kind === "switch") {
    return (
      <>
        <Switch {...described} checked={value === true} onChange={({ target }) => onChoose(target.checked)} />
        <SettingProblem id={id} problem={problem} className="col-span-2" />
      </>
    );
  }
  return (
    <div className="sm:row-span-2">
      <Select
        {...described}
        className="w-full"
        value={String(value)}
        onChange={({ target }) => {
          const chosen = kind.options.find((option) => String(option) === target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {kind.options.map((option) => (
          <option key={option} value={option}>
            {choiceName(option)}
          </option>
        ))}
      </Select>
      <SettingProblem id={id} problem={problem} className="mt-1" />
    </div>
  );
}
