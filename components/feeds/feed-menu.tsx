"use client";

import { useQuery } from "@tanstack/react-query";
import { AudioLines, Download, Rss, SlidersHorizontal, Trash2 } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { copyText } from "@/components/shell/copy-text";
import { useTRPC } from "@/components/trpc/client";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { formatBytes } from "@/server/platform/format-bytes";
import type { Feed } from "./types";

type FeedMenuProps = {
  button: ReactElement;
  feed: Feed;
  onSettings: () => void;
  onExport: () => void;
  onDeleteAudio: () => void;
  onDelete: () => void;
};

export default function FeedMenu({ button, feed, onSettings, onExport, onDeleteAudio, onDelete }: FeedMenuProps) {
  const trpc = useTRPC();
  const { data: storage } = useQuery(trpc.feeds.storage.queryOptions({ id: feed.id }));
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem onSelect={onSettings}>
        <SlidersHorizontal aria-hidden className="text-faint" />
        Settings
      </DropdownMenuItem>
      <DropdownMenuItem disabled={feed.transcript_count === 0} onSelect={onExport}>
        <Download aria-hidden className="text-faint" />
        Download transcripts …{feed.transcript_count === 0 && <Aside>there are none</Aside>}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void copyFeedAddress(feed.id)}>
        <Rss aria-hidden className="text-faint" />
        Copy address for podcast apps
      </DropdownMenuItem>
      {storage && storage.deletable_audio_files > 0 && (
        <DropdownMenuItem onSelect={onDeleteAudio}>
          <AudioLines aria-hidden className="text-faint" />
          Delete audio
          <Aside>frees {formatBytes(storage.deletable_audio_bytes)}</Aside>
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onDelete} className="text-danger">
        <Trash2 aria-hidden />
        Delete
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

const Aside = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto pl-4 text-faint text-xs tabular-nums">{children}</span>
);

/** Of the podcast as this server publishes it. */
function copyFeedAddress(feedId: number): Promise<void> {
  return copyText(`${location.origin}/api/feeds/${feedId}/rss`, {
    title: "Address copied",
    description: "Subscribe to it in a podcast app that reaches this server: the same episodes, with our transcripts.",
  });
}
