"use client";

import { useQuery } from "@tanstack/react-query";
import { AudioLines, SlidersHorizontal, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import { useTRPC } from "@/components/trpc/client";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { formatBytes } from "@/server/platform/format-bytes";

type FeedMenuProps = {
  button: ReactElement;
  feedId: number;
  onSettings: () => void;
  onDeleteAudio: () => void;
  onDelete: () => void;
};

export default function FeedMenu({ button, feedId, onSettings, onDeleteAudio, onDelete }: FeedMenuProps) {
  const trpc = useTRPC();
  const { data: storage } = useQuery(trpc.feeds.storage.queryOptions({ id: feedId }));
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem onSelect={onSettings}>
        <SlidersHorizontal aria-hidden className="text-faint" />
        Settings
      </DropdownMenuItem>
      {storage && storage.deletable_audio_files > 0 && (
        <DropdownMenuItem onSelect={onDeleteAudio}>
          <AudioLines aria-hidden className="text-faint" />
          Delete audio
          <span className="ml-auto pl-4 text-faint text-xs tabular-nums">
            frees {formatBytes(storage.deletable_audio_bytes)}
          </span>
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
