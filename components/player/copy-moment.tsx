"use client";

import { Link2 } from "lucide-react";
import { formatClock } from "@/components/time/format-duration";
import { Button } from "@/components/ui/button";
import { copyLinkAt } from "./copy-link-at";
import { usePlayer } from "./player-context";

/** A link to where the audio is now. */
export function CopyMoment() {
  const player = usePlayer();
  const copy = () => {
    const seconds = Math.floor(player.snapshot().seconds);
    void copyLinkAt(seconds, formatClock(seconds));
  };
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label="Copy a link to this moment"
      title="Copy a link to this moment"
      onClick={copy}
    >
      <Link2 aria-hidden />
    </Button>
  );
}
