"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, FolderSync } from "lucide-react";
import { copyText } from "@/components/shell/copy-text";
import { TimeAgo } from "@/components/time/moments";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { useJobChanges } from "@/components/trpc/use-job-changes";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import type { Vault } from "./types";
import { type VaultState, vaultState } from "./vault-state";

/** The folder of Markdown files: where it is, what is in it, and how its last run went. */
export function VaultCard() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: vault, error, refetch } = useQuery(trpc.vault.get.queryOptions());
  const follow = () => queryClient.invalidateQueries(trpc.vault.get.queryFilter());
  const sync = useMutation(trpc.vault.sync.mutationOptions({ onSuccess: follow }));
  if (!vault && error) {
    return (
      <Card>
        <p role="alert" className="wrap-anywhere text-danger text-sm">
          {problemOf(error)}
        </p>
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </Card>
    );
  }
  if (!vault) {
    return (
      <Card>
        <Skeleton className="h-5 w-2/3" />
      </Card>
    );
  }
  const state = vaultState(vault);
  const isLive = state.kind === "queued" || state.kind === "running";
  return (
    <Card>
      {(vault.is_enabled || isLive) && <Watch onChange={() => void follow()} />}
      <Facts vault={vault} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60 text-sm" role="status">
          <State state={state} />
        </div>
        <Button disabled={sync.isPending || isLive} onClick={() => sync.mutate()}>
          <FolderSync aria-hidden />
          Write it now
        </Button>
      </div>
      {sync.isError && (
        <p role="alert" className="wrap-anywhere text-danger text-sm">
          {problemOf(sync.error)}
        </p>
      )}
    </Card>
  );
}

const Card = ({ children }: { children: React.ReactNode }) => <div className="space-y-3 px-5 py-4">{children}</div>;

/** Listens only while there is something to hear. */
function Watch({ onChange }: { onChange: () => void }) {
  useJobChanges({}, onChange);
  return null;
}

function Facts({ vault }: { vault: Vault }) {
  return (
    <dl className="space-y-2 text-sm">
      <div>
        <dt className="font-medium">Folder</dt>
        <dd className="flex items-center gap-1">
          <code className="wrap-anywhere min-w-0 text-[13px] text-muted">{vault.path}</code>
          <Button
            look="quiet"
            size="icon"
            aria-label="Copy the path"
            title="Copy the path"
            onClick={() => void copyText(vault.path, { title: "Path copied" })}
          >
            <Copy aria-hidden />
          </Button>
        </dd>
      </div>
      <div>
        <dt className="font-medium">In it</dt>
        <dd className="text-muted">
          {vault.episodes === 0
            ? "No episodes yet"
            : `${countOf(vault.episodes, "episode")} of ${countOf(vault.podcasts, "podcast")}`}
        </dd>
      </div>
    </dl>
  );
}

function State({ state }: { state: VaultState }) {
  switch (state.kind) {
    case "never":
      return <p className="text-faint">It has not been written yet.</p>;
    case "queued":
      return (
        <p className={state.trouble ? "wrap-anywhere text-danger first-letter:uppercase" : "text-muted"}>
          {state.trouble ? `${state.trouble}; it will be tried again` : "Waiting for the worker …"}
        </p>
      );
    case "running":
      return (
        <>
          <Progress label="Writing the folder" percent={state.percent} className="max-w-80" />
          <p className="mt-1.5 text-muted tabular-nums">Writing{state.note ? `: ${state.note}` : " …"}</p>
        </>
      );
    default:
      return (
        <p className={state.kind === "failed" ? "wrap-anywhere text-danger" : "text-muted tabular-nums"}>
          {state.kind === "failed" ? "The last run failed" : "Last run"}
          {state.at && (
            <>
              {" "}
              <TimeAgo at={state.at} />
            </>
          )}
          {state.note && `: ${state.note}`}
        </p>
      );
  }
}
