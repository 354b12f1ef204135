"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";

const AddPodcastDialog = dynamic(() => import("./add-podcast-dialog").then((module) => module.AddPodcastDialog));

/** The dialog apart from the buttons that open it: these may go while it is open, as an empty page does with the first podcast. */
export function useAddPodcast(): { open: () => void; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false);
  return {
    open: () => setOpen(true),
    dialog: isOpen && <AddPodcastDialog onClose={() => setOpen(false)} />,
  };
}
