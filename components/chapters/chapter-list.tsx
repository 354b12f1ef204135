"use client";

import { ChevronRight, ExternalLink } from "lucide-react";
import type { MouseEvent } from "react";
import type { Chapter } from "@/components/episodes/types";
import { usePlayback, usePlayer } from "@/components/player/player-context";
import { formatClock } from "@/components/time/format-duration";
import { phraseAt } from "@/components/transcript/phrase-at";
import { reveal } from "@/components/transcript/phrase-elements";
import type { Phrase } from "@/components/transcript/types";
import { Artwork } from "@/components/ui/artwork";
import { cn } from "@/components/ui/cn";
import { placeOf } from "./place-chapters";

type ChapterListProps = { chapters: readonly Chapter[]; phrases: readonly Phrase[] };

/** The table of contents. Closed where the chapters stand in the text anyway. */
export function ChapterList({ chapters, phrases }: ChapterListProps) {
  const player = usePlayer();
  const current = usePlayback((playback) => (playback.isStarted ? phraseAt(chapters, playback.seconds) : null));
  if (chapters.length === 0) return null;

  const goTo = (event: MouseEvent, chapter: Chapter) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    player.seek(chapter.start_ms / 1000, { play: player.snapshot().isPlaying });
    const place = placeOf(chapter, phrases);
    if (place !== null) reveal(place);
  };
  const hasArtwork = chapters.some((chapter) => chapter.image_url);
  return (
    <details open={typeof phrases[0]?.start_ms !== "number"} className="group mt-6">
      <summary className="flex w-fit max-w-full list-none items-center gap-1.5 rounded font-medium text-sm max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-90" />
        Chapters <span className="font-normal text-faint tabular-nums">{chapters.length}</span>
        {current !== null && (
          <span dir="auto" className="ml-2 truncate font-normal text-accent group-open:hidden">
            {chapters[current]?.title}
          </span>
        )}
      </summary>
      <ol
        aria-label="Chapters"
        className="mt-2 max-h-96 overflow-y-auto rounded-xl border border-line bg-surface p-1.5"
      >
        {chapters.map((chapter, index) => (
          <li key={chapter.start_ms} className="flex items-center">
            <a
              href={`?t=${Math.floor(chapter.start_ms / 1000)}`}
              aria-current={index === current ? "true" : undefined}
              onClick={(event) => goTo(event, chapter)}
              className={cn(
                "flex min-h-9 min-w-0 flex-1 items-center gap-3 rounded-lg px-2.5 py-1.5 text-sm hover:bg-subtle max-md:min-h-11",
                index === current && "bg-accent-soft font-medium text-accent",
              )}
            >
              <span className="w-13 shrink-0 text-faint tabular-nums">{formatClock(chapter.start_ms / 1000)}</span>
              {hasArtwork && <Artwork src={chapter.image_url} title={chapter.title} className="size-8 rounded-md" />}
              <span dir="auto" className="wrap-anywhere min-w-0">
                {chapter.title}
              </span>
            </a>
            {chapter.url && <Outward chapter={chapter} href={chapter.url} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Outward({ chapter, href }: { chapter: Chapter; href: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`The link of “${chapter.title}”`}
      title={href}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-faint hover:bg-subtle hover:text-accent max-md:size-11"
    >
      <ExternalLink aria-hidden className="size-4" />
    </a>
  );
}
