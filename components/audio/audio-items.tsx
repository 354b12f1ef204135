"use client";

import { Download, HardDriveDownload, Trash2 } from "lucide-react";
import type { ReactElement } from "react";
import type { Episode } from "@/components/episodes/types";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { formatBytes } from "@/server/platform/format-bytes";
import { audioJobOf } from "./audio-job";
import { useAudio } from "./use-audio";

export default function AudioItems({ button, episode }: { button: ReactElement; episode: Episode }) {
  const { download, remove } = useAudio(episode);
  if (!episode.has_audio) {
    return (
      <DropdownMenu button={button}>
        <DropdownMenuItem
          disabled={audioJobOf(episode) !== null || download.isPending}
          onSelect={() => download.mutate({ id: episode.id })}
        >
          <HardDriveDownload aria-hidden className="text-faint" />
          Download audio
          {episode.audio_bytes ? <Size bytes={episode.audio_bytes} /> : null}
        </DropdownMenuItem>
      </DropdownMenu>
    );
  }
  return (
    <DropdownMenu button={button}>
      <DropdownMenuItem asChild>
        <a href={`/api/episodes/${episode.id}/audio`} download>
          <Download aria-hidden className="text-faint" />
          Save the audio file
          <Size bytes={episode.stored_audio_bytes ?? 0} />
        </a>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem
        className="text-danger"
        disabled={remove.isPending}
        onSelect={() => remove.mutate({ id: episode.id })}
      >
        <Trash2 aria-hidden />
        Delete audio
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

const Size = ({ bytes }: { bytes: number }) => (
  <span className="ml-auto pl-4 text-faint text-xs tabular-nums">{formatBytes(bytes)}</span>
);
