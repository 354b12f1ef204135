"use client";

import { MoreHorizontal } from "lucide-react";
import { lazy } from "react";
import type { Episode } from "@/components/episodes/types";
import { LazyMenu } from "@/components/ui/lazy-menu";

const AudioItems = lazy(() => import("./audio-items"));

/** What can be done with the audio of an episode that can be read already. */
export function AudioMenu({ episode }: { episode: Episode }) {
  return (
    <LazyMenu
      label="Audio"
      className="w-9 px-0! max-md:w-11"
      menu={(button) => <AudioItems button={button} episode={episode} />}
    >
      <MoreHorizontal aria-hidden />
    </LazyMenu>
  );
}
