"use client";

import { useMutation } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { describeVersion } from "./describe-version";
import type { Version } from "./types";
import { useChangedVersions } from "./use-changed-versions";

const UNDO_MS = 10_000;

/** Makes a version the one that is shown and searched. The notice takes it back, also when this page has gone. */
export function usePreferVersion(episodeId: number, versions: readonly Version[]) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const show = useChangedVersions(episodeId);
  const previous = versions.find((version) => version.is_preferred);

  const undo = async (version: Version) => {
    try {
      const which = { id: episodeId, transcript_id: version.id };
      await show((await client.episodes.preferTranscript.mutate(which)).transcripts);
      notify.success("Taken back", { description: describeVersion(version) });
    } catch (error) {
      notify.error(problemOf(error));
    }
  };
  return useMutation(
    trpc.episodes.preferTranscript.mutationOptions({
      onSuccess: async ({ transcripts }, { transcript_id: id }) => {
        await show(transcripts);
        const chosen = transcripts.find((version) => version.id === Number(id));
        notify.success("Shown and searched from now on", {
          description: chosen && describeVersion(chosen),
          duration: UNDO_MS,
          ...(previous ? { action: { label: "Undo", onClick: () => void undo(previous) } } : {}),
        });
      },
      onError: (error) => notify.error(problemOf(error)),
    }),
  );
}
