import { PutSettings, SettingKeyInput, SettingList } from "@/server/settings/settings.schema";
import { listSettings, putSettings, resetSetting } from "@/server/settings/settings.service";
import { procedure, router } from "./trpc";

const tags = ["Settings"] as const;

export const settingsRouter = router({
  list: procedure
    .meta({
      rest: { method: "GET", path: "/settings", summary: "All settings and where their values come from", tags },
    })
    .output(SettingList)
    .query(({ ctx }) => listSettings(ctx.app)),
  put: procedure
    .meta({ rest: { method: "PUT", path: "/settings", summary: "Store settings, all or none", tags } })
    .input(PutSettings)
    .output(SettingList)
    .mutation(({ ctx, input }) => putSettings(ctx.app, input)),
  reset: procedure
    .meta({ rest: { method: "DELETE", path: "/settings/{key}", summary: "Forget a stored value", tags } })
    .input(SettingKeyInput)
    .output(SettingList)
    .mutation(({ ctx, input }) => resetSetting(ctx.app, input)),
});
