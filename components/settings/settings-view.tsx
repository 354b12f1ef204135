"use client";

import { useQuery } from "@tanstack/react-query";
import { PageTitle } from "@/components/shell/page-title";
import { useTRPC } from "@/components/trpc/client";
import { SettingRow } from "./setting-row";
import { groupTitle, orderGroups } from "./setting-words";
import { VaultCard } from "./vault-card";

/** What holds for the whole library: a form made from the catalog of settings. */
export function SettingsView() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.settings.list.queryOptions());
  if (!data) return null;
  const settings = Object.entries(data.settings);
  return (
    <>
      <PageTitle title="Settings" note="For the whole library. What you change is saved at once." />
      <div className="space-y-10">
        {orderGroups(settings.map(([, { group }]) => group)).map((group) => (
          <section key={group} aria-labelledby={`settings-${group}`}>
            <h2 id={`settings-${group}`} className="mb-3 font-semibold text-lg tracking-tight">
              {groupTitle(group)}
            </h2>
            <div className="divide-y divide-line rounded-2xl border border-line bg-surface">
              {settings
                .filter(([, setting]) => setting.group === group)
                .map(([name, setting]) => (
                  <SettingRow key={name} name={name} setting={setting} />
                ))}
              {group === "publishing" && <VaultCard />}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}
