"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { describeVersion } from "./describe-version";
import { explainDeletion } from "./explain-deletion";
import type { Version } from "./types";
import { useChangedVersions } from "./use-changed-versions";

type DeleteVersionProps = {
  episodeId: number;
  version: Version;
  versions: readonly Version[];
  /** Whether the page has it open. */
  isOpen: boolean;
  onCancel: () => void;
  onDone: () => void;
};

export function DeleteVersion({ episodeId, version, versions, isOpen, onCancel, onDone }: DeleteVersionProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const show = useChangedVersions(episodeId);
  const remove = useMutation(
    trpc.episodes.deleteTranscript.mutationOptions({
      onSuccess: async ({ transcripts }) => {
        if (isOpen) router.replace(`/episodes/${episodeId}`);
        await show(transcripts);
        notify.success("Version deleted", { description: describeVersion(version) });
        onDone();
      },
    }),
  );
  return (
    <Dialog onClose={onCancel} title="Delete this version?" description={describeVersion(version)}>
      <p>{explainDeletion(version, versions.length)}</p>
      <p className="mt-2">It is deleted for good, with the file that was fetched.</p>
      {remove.isError && (
        <p role="alert" className="mt-3 text-danger text-sm">
          {problemOf(remove.error)}
        </p>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button look="quiet" autoFocus onClick={onCancel}>
          Cancel
        </Button>
        <Button
          look="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ id: episodeId, transcript_id: version.id })}
        >
          Delete version
        </Button>
      </div>
    </Dialog>
  );
}
