"use client";

import { Pause, Play } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Chapter } from "@/components/episodes/types";
import { formatClock } from "@/components/time/format-duration";
import { Button } from "@/components/ui/button";
import { CopyMoment } from "./copy-moment";
import type { Player } from "./player";
import { usePlayback, usePlayer } from "./player-context";
import { SeekBar } from "./seek-bar";
import { SkipButton } from "./skip-button";
import { SpeedButton } from "./speed-button";

const BACK = -15;
const FORWARD = 30;
const STEP = 5;

type PlayerBarProps = { src: string; title: string; chapters: readonly Chapter[] };

/** The audio, from here or from the publisher. With the focus inside, space plays and pauses and the arrows move. */
export function PlayerBar({ src, title, chapters }: PlayerBarProps) {
  const player = usePlayer();
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => (audio.current ? player.attach(audio.current) : undefined), [player]);
  useEffect(() => resumeAfter(src, player), [src, player]);
  const problem = usePlayback((playback) => playback.problem);

  const move = (seconds: number) => player.seek(player.snapshot().seconds + seconds);
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === " " && !isOnButton) player.toggle();
    else if (event.key === "ArrowLeft") move(-STEP);
    else if (event.key === "ArrowRight") move(STEP);
    else return;
    event.preventDefault();
  };

  return (
    <section
      aria-label="Player"
      onKeyDown={onKeyDown}
      className="rounded-2xl border border-line bg-surface px-3 pt-3 pb-2.5 sm:px-4"
    >
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript stands below */}
      <audio ref={audio} src={src} preload="none" title={title} />
      <SeekBar chapters={chapters} />
      <div className="mt-1 flex items-center gap-1">
        <SkipButton seconds={BACK} onSkip={() => move(BACK)} />
        <PlayButton />
        <SkipButton seconds={FORWARD} onSkip={() => move(FORWARD)} />
        <Position />
        <span className="ml-auto flex items-center">
          <SpeedButton />
          <CopyMoment />
        </span>
      </div>
      {problem && (
        <p role="alert" className="mt-1 px-2 text-danger text-sm">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Audio that was downloaded or deleted meanwhile comes from elsewhere now: it goes on where it was. */
function resumeAfter(_src: string, player: Player): void {
  const { isStarted, isPlaying, seconds } = player.snapshot();
  if (isStarted) player.seek(seconds, { play: isPlaying });
}

function PlayButton() {
  const player = usePlayer();
  const isPlaying = usePlayback((playback) => playback.isPlaying);
  const Icon = isPlaying ? Pause : Play;
  return (
    <Button
      look="primary"
      size="icon"
      className="rounded-full! [&_svg]:fill-current"
      aria-label={isPlaying ? "Pause" : "Play"}
      onClick={player.toggle}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function Position() {
  const seconds = usePlayback((playback) => Math.floor(playback.seconds));
  const duration = usePlayback((playback) => Math.floor(playback.duration));
  const isWaiting = usePlayback((playback) => playback.isWaiting);
  return (
    <p className="ml-2 whitespace-nowrap text-muted text-sm tabular-nums max-sm:ml-1 max-sm:text-xs">
      <span className={isWaiting ? "animate-breathe" : undefined}>{formatClock(seconds)}</span>
      {duration > 0 && <span className="text-faint"> / {formatClock(duration)}</span>}
    </p>
  );
}
