import { RefreshAnswer } from "@/server/feeds/feeds.schema";
import { Vault } from "@/server/publishing/vault/vault.schema";
import { getVault, requestVaultSync } from "@/server/publishing/vault/vault.service";
import { procedure, router } from "./trpc";

const tags = ["Vault"] as const;

export const vaultRouter = router({
  get: procedure
    .meta({ rest: { method: "GET", path: "/vault", summary: "The folder of Markdown files, and its last run", tags } })
    .output(Vault)
    .query(({ ctx }) => getVault(ctx.app)),
  sync: procedure
    .meta({ rest: { method: "POST", path: "/vault/sync", status: 202, summary: "Bring it in step now", tags } })
    .output(RefreshAnswer)
    .mutation(({ ctx }) => requestVaultSync(ctx.app)),
});
