"use client";

import { ArrowDownUp } from "lucide-react";
import { type MouseEvent, useEffect, useRef } from "react";
import type { Chapter } from "@/components/episodes/types";
import { copyLinkAt } from "@/components/player/copy-link-at";
import { usePlayer } from "@/components/player/player-context";
import { formatClock } from "@/components/time/format-duration";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { phraseAt } from "./phrase-at";
import { markPhrase, reveal } from "./phrase-elements";
import { Phrases } from "./phrases";
import type { Transcript } from "./types";
import { useFollow } from "./use-follow";

type TranscriptViewProps = {
  transcript: Transcript;
  chapters: readonly Chapter[];
  startSeconds: number | null;
  /** The reader asks who somebody is, by the name that is shown. Null where that cannot be said. */
  onName: ((speaker: string) => void) | null;
};

/** The transcript as it is read and followed. */
export function TranscriptView({ transcript, chapters, startSeconds, onName }: TranscriptViewProps) {
  const { version, phrases } = transcript;
  const player = usePlayer();
  const { isAway, resume } = useFollow(phrases);

  const gone = useRef<number | null>(null);
  useEffect(() => {
    if (startSeconds === null) return;
    const target = phraseAt(phrases, startSeconds);
    // Other phrases, of another version or with other names, are no reason to go there again.
    if (gone.current !== startSeconds) {
      gone.current = startSeconds;
      player.seek(startSeconds);
      if (target !== null) reveal(target);
    }
    return target === null ? undefined : markPhrase(target, "data-target");
  }, [player, phrases, startSeconds]);

  const onClick = (event: MouseEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const speaker = target.dataset["speaker"];
    if (speaker !== undefined) return onName?.(speaker);
    const copied = Number(target.dataset["copy"] ?? Number.NaN);
    if (Number.isFinite(copied)) return void copyLinkAt(copied, formatClock(copied));
    const seconds = Number(target.dataset["seconds"] ?? Number.NaN);
    if (!Number.isFinite(seconds) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    player.seek(seconds, { play: true });
    resume();
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the links and buttons inside */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: these are pressed by keys already */}
      <div
        lang={version.language ?? undefined}
        onClick={onClick}
        className={cn("mt-4", !version.is_timed && "untimed")}
      >
        <Phrases phrases={phrases} chapters={chapters} canName={onName !== null} />
      </div>
      {isAway && (
        <div className="fixed inset-x-0 bottom-6 z-20 flex justify-center max-md:bottom-20">
          <Button look="primary" onClick={resume} className="animate-rise rounded-full! shadow-raised">
            <ArrowDownUp aria-hidden />
            Resume following
          </Button>
        </div>
      )}
    </>
  );
}
