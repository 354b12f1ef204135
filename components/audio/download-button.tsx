"use client";

import { Download } from "lucide-react";
import type { Episode } from "@/components/episodes/types";
import { Button } from "@/components/ui/button";
import { isAudioWanted } from "./audio-job";
import { useAudio } from "./use-audio";

type DownloadButtonProps = {
  episode: Episode;
  /** In a row there is room for the icon only. */
  isRow?: boolean;
};

/** Offers the audio where a transcript is missing; nothing elsewhere. */
export function DownloadButton({ episode, isRow = false }: DownloadButtonProps) {
  const { download } = useAudio(episode);
  if (!isAudioWanted(episode)) return null;
  const onClick = () => download.mutate({ id: episode.id });
  if (!isRow) {
    return (
      <Button disabled={download.isPending} onClick={onClick}>
        <Download aria-hidden />
        Download audio
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      size="small"
      className="w-8 px-0! max-md:w-11"
      title="Download audio"
      aria-label={`Download audio: ${episode.title}`}
      disabled={download.isPending}
      onClick={onClick}
    >
      <Download aria-hidden />
    </Button>
  );
}
