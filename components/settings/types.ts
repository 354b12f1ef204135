import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/transports/trpc/router";

type Outputs = inferRouterOutputs<AppRouter>;

export type Settings = Outputs["settings"]["list"]["settings"];
export type Setting = Settings[string];
export type SettingValue = Setting["value"];
export type Vault = Outputs["vault"]["get"];
