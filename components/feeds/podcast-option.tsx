import { Check, Link2, LoaderCircle, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Artwork } from "@/components/ui/artwork";
import { cn } from "@/components/ui/cn";
import { countOf } from "@/components/ui/count-of";
import type { FoundPodcast, PodcastChoice } from "./podcast-choice";

type PodcastOptionProps = {
  id: string;
  choice: PodcastChoice;
  isActive: boolean;
  isPending: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

/** A row of the list. The keyboard stays in the field, which says by `aria-activedescendant` which row is meant. */
export function PodcastOption({ id, choice, isActive, isPending, onPoint, onChoose }: PodcastOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        "flex min-h-14 cursor-pointer scroll-my-1 items-center gap-3 rounded-lg px-2.5 py-2 outline-none",
        isActive && "bg-subtle",
      )}
    >
      {choice.kind === "address" ? <Address url={choice.url} /> : <Podcast podcast={choice.podcast} />}
      <Action choice={choice} isPending={isPending} isActive={isActive} />
    </div>
  );
}

function Address({ url }: { url: string }) {
  return (
    <Row
      picture={
        <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
          <Link2 aria-hidden className="size-5" />
        </span>
      }
      title="Add this address"
      note={url}
    />
  );
}

function Podcast({ podcast }: { podcast: FoundPodcast }) {
  const count = podcast.episode_count;
  return (
    <Row
      picture={<Artwork src={podcast.artwork_url} title={podcast.title} className="size-11 rounded-lg" />}
      title={podcast.title}
      note={[podcast.author, count && countOf(count, "episode")].filter(Boolean).join(" · ")}
    />
  );
}

function Row({ picture, title, note }: { picture: ReactNode; title: string; note: string }) {
  return (
    <>
      {picture}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-2 font-medium text-sm leading-5">
          {title}
        </span>
        {note && (
          <span dir="auto" className="block truncate text-muted text-xs leading-5">
            {note}
          </span>
        )}
      </span>
    </>
  );
}

type ActionProps = { choice: PodcastChoice; isPending: boolean; isActive: boolean };

function Action({ choice, isPending, isActive }: ActionProps) {
  if (isPending) return <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin text-accent" />;
  if (choice.kind === "found" && choice.podcast.feed_id !== null) {
    return (
      <span className="flex shrink-0 items-center gap-1 text-accent text-xs">
        <Check aria-hidden className="size-4" />
        {isActive ? "Open" : "In your library"}
      </span>
    );
  }
  return <Plus aria-hidden className={cn("size-5 shrink-0", isActive ? "text-accent" : "text-faint")} />;
}
