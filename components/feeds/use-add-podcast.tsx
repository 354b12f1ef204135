"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";

const AddPodcastDialog = dynamic(() => import("./add-podcast-dialog").then((module) => module.AddPodcastDialog), {
  ssr: false,
});
const ImportOpmlDialog = dynamic(() => import("./opml/import-opml-dialog").then((module) => module.ImportOpmlDialog), {
  ssr: false,
});

/** The dialogs apart from the buttons that open them: these may go while one is open, as an empty page does with the first podcast. */
export function useAddPodcast(): { open: () => void; openImport: () => void; dialog: ReactNode } {
  const [shown, setShown] = useState<"add" | "import" | null>(null);
  const close = () => setShown(null);
  return {
    open: () => setShown("add"),
    openImport: () => setShown("import"),
    dialog:
      shown === "add" ? (
        <AddPodcastDialog onClose={close} onImport={() => setShown("import")} />
      ) : (
        shown === "import" && <ImportOpmlDialog onClose={close} />
      ),
  };
}
