"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { countOf } from "@/components/ui/count-of";
import { formatBytes } from "@/server/platform/format-bytes";

/** What a podcast takes of the storage, once there is audio of it. */
export function FeedStorage({ feedId }: { feedId: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.feeds.storage.queryOptions({ id: feedId }));
  if (!data || data.audio_files === 0) return null;
  return (
    <li
      title={`Audio of ${countOf(data.audio_files, "episode")}, and ${formatBytes(data.transcript_bytes)} of transcripts`}
    >
      {formatBytes(data.audio_bytes)} of audio stored
    </li>
  );
}
