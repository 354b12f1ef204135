import { z } from "zod";

export const Setting = z
  .object({
    value: z.union([z.number(), z.string(), z.boolean()]).describe("The value in force"),
    source: z.enum(["database", "environment", "default"]),
    default: z.union([z.number(), z.string(), z.boolean()]),
    group: z.string(),
    label: z.string(),
    description: z.string(),
    schema: z.record(z.string(), z.unknown()).describe("What a value must be, as JSON Schema"),
  })
  .meta({ id: "Setting" });
export type Setting = z.infer<typeof Setting>;

export const SettingList = z.object({ settings: z.record(z.string(), Setting) });
export type SettingList = z.infer<typeof SettingList>;

export const PutSettings = z.object({ settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])) });
export const SettingKeyInput = z.object({ key: z.string().max(100) });
