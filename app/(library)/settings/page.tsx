import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view";
import { getQueryClient, Prefetched, trpc } from "@/components/trpc/prefetch";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.fetchQuery(trpc.settings.list.queryOptions()),
    // The settings can be changed even where the folder cannot be read.
    queryClient.prefetchQuery(trpc.vault.get.queryOptions()),
  ]);
  return (
    <Prefetched>
      <SettingsView />
    </Prefetched>
  );
}
