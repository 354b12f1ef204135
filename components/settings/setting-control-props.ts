import type { FieldKind } from "./field-kind";
import type { SettingValue } from "./types";

/** What every control of a setting is given, whatever it looks like. */
export type SettingControlProps<Kind extends FieldKind = FieldKind> = {
  /** Of the control; what the setting means stands at `<id>-about`. */
  id: string;
  name: string;
  kind: Kind;
  /** What holds, or will when it is saved. */
  value: SettingValue;
  isPending: boolean;
  /** Why the last change was not saved. */
  problem: string | null;
  /** Something else is about to be entered. */
  onTouch: () => void;
  onChoose: (value: SettingValue) => void;
  onType: (value: SettingValue, onSaved: () => void) => void;
};
