export type Playback = {
  /** Whether the audio was asked for: before that a position means nothing. */
  isStarted: boolean;
  isPlaying: boolean;
  isWaiting: boolean;
  seconds: number;
  duration: number;
  rate: number;
  problem: string | null;
};

export type Player = {
  attach: (audio: HTMLAudioElement) => () => void;
  subscribe: (listener: () => void) => () => void;
  snapshot: () => Playback;
  toggle: () => void;
  /** Goes to a place, and plays from there when asked to. */
  seek: (seconds: number, options?: { play: boolean }) => void;
  setRate: (rate: number) => void;
};

const EVENTS = [
  ...["play", "playing", "pause", "waiting", "seeking", "seeked", "timeupdate", "ended"],
  ...["durationchange", "ratechange", "error"],
] as const;

/** One audio element as something that components can watch. */
export function createPlayer(knownDuration: number): Player {
  const listeners = new Set<() => void>();
  let audio: HTMLAudioElement | null = null;
  let playback: Playback = {
    isStarted: false,
    isPlaying: false,
    isWaiting: false,
    seconds: 0,
    duration: knownDuration,
    rate: 1,
    problem: null,
  };

  const change = (next: Partial<Playback>) => {
    playback = { ...playback, ...next };
    for (const listener of listeners) listener();
  };
  const read = () => {
    if (!audio) return;
    const isPlaying = !audio.paused && !audio.ended && !audio.error;
    change({
      isStarted: playback.isStarted || isPlaying,
      isPlaying,
      isWaiting: isPlaying && audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      seconds: audio.currentTime,
      duration: Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : playback.duration,
      rate: audio.playbackRate,
      problem: audio.error ? "The audio could not be loaded." : null,
    });
  };
  const play = () => {
    // A refusal shows as the element's error or as its pause.
    audio?.play().catch(read);
  };

  return {
    attach(element) {
      audio = element;
      for (const event of EVENTS) element.addEventListener(event, read);
      return () => {
        for (const event of EVENTS) element.removeEventListener(event, read);
        audio = null;
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => playback,
    toggle() {
      if (!audio) return;
      if (audio.paused) play();
      else audio.pause();
    },
    seek(seconds, options) {
      if (!audio) return;
      const end = playback.duration > 0 ? playback.duration : seconds;
      audio.currentTime = Math.min(Math.max(0, seconds), end);
      change({ isStarted: true, seconds: audio.currentTime });
      if (options?.play) play();
    },
    setRate(rate) {
      if (audio) audio.playbackRate = rate;
    },
  };
}
