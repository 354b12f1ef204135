"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Feed } from "./types";

const PocketcastsDialog = dynamic(() => import("./pocketcasts-dialog").then((module) => module.PocketcastsDialog), {
  ssr: false,
});

/** Whether Pocket Casts knows this podcast. Opens what can be done about a wrong match; nothing before it was searched. */
export function PocketcastsFact({ feed }: { feed: Feed }) {
  const [isOpen, setIsOpen] = useState(false);
  const match = feed.pocketcasts;
  if (!match || (!match.searched_at && !match.failure)) return null;
  return (
    <>
      <button
        type="button"
        className="rounded underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent max-md:py-2.5"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {wordsOf(match)}
      </button>
      {isOpen && <PocketcastsDialog feed={feed} match={match} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function wordsOf(match: NonNullable<Feed["pocketcasts"]>): string {
  if (match.uuid === null) return match.searched_at ? "Not on Pocket Casts" : "Pocket Casts does not answer";
  return match.score === null ? "Also on Pocket Casts" : `Also on Pocket Casts (match ${match.score} %)`;
}
