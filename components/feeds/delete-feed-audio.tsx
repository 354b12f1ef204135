"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/count-of";
import { Dialog } from "@/components/ui/dialog";
import { formatBytes } from "@/server/platform/format-bytes";
import type { Feed } from "./types";

/** Says what would be freed, and frees it. The audio can be downloaded again. */
export function DeleteFeedAudio({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: storage } = useQuery(trpc.feeds.storage.queryOptions({ id: feed.id }, { staleTime: 0 }));
  const remove = useMutation(
    trpc.feeds.deleteAudio.mutationOptions({
      onSuccess: async ({ message }) => {
        notify.success(message, { description: feed.display_title });
        await Promise.all([
          queryClient.invalidateQueries(trpc.feeds.storage.queryFilter({ id: feed.id })),
          queryClient.invalidateQueries(trpc.episodes.pathFilter()),
        ]);
        onClose();
      },
    }),
  );
  const count = storage?.deletable_audio_files ?? 0;
  return (
    <Dialog
      onClose={onClose}
      title={storage ? `Delete the audio of ${countOf(count, "episode")}?` : "Delete audio"}
      description={
        storage &&
        `This frees ${formatBytes(storage.deletable_audio_bytes)}. Transcripts stay, and the audio can be downloaded again. Episodes without a transcript keep theirs.`
      }
    >
      {remove.isError && (
        <p role="alert" className="mb-4 text-danger text-sm">
          {problemOf(remove.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="danger" disabled={count === 0 || remove.isPending} onClick={() => remove.mutate({ id: feed.id })}>
          Delete audio
        </Button>
      </div>
    </Dialog>
  );
}
