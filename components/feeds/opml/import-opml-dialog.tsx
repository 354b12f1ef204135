"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Dialog } from "@/components/ui/dialog";
import type { OpmlPreview } from "./opml-line";
import { OpmlPicker } from "./opml-picker";
import { OpmlReview } from "./opml-review";
import { readOpmlFile } from "./read-opml-file";
import { useOpmlImport } from "./use-opml-import";

type Chosen = { name: string; opml: string; preview: OpmlPreview };

/** Subscriptions from another program: a file is chosen, looked at line by line, and imported. */
export function ImportOpmlDialog({ onClose }: { onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (chosen) return <Review chosen={chosen} onBack={() => setChosen(null)} onClose={onClose} />;
  return <Pick onChosen={setChosen} onClose={onClose} />;
}

function Pick({ onChosen, onClose }: { onChosen: (chosen: Chosen) => void; onClose: () => void }) {
  const trpc = useTRPC();
  const preview = useMutation(trpc.opml.preview.mutationOptions());
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const open = async (file: File) => {
    setReading(true);
    const read = await readOpmlFile(file);
    setReading(false);
    setUnreadable("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    preview.mutate(
      { opml: read.opml },
      { onSuccess: (answer) => onChosen({ name: file.name, opml: read.opml, preview: answer }) },
    );
  };
  const refusal = preview.isError ? problemOf(preview.error) : null;
  return (
    <Dialog
      onClose={onClose}
      title="Import from OPML"
      description="Other podcast apps export their subscriptions as an OPML file. You see what is in it before anything is added."
    >
      <OpmlPicker
        isReading={isReading || preview.isPending}
        problem={unreadable ?? refusal}
        onFile={(file) => void open(file)}
      />
    </Dialog>
  );
}

function Review({ chosen, onBack, onClose }: { chosen: Chosen; onBack: () => void; onClose: () => void }) {
  const run = useOpmlImport(chosen.opml);
  return (
    <Dialog
      isWide
      // While it runs, leaving means stopping: what has become of the lines is still to be seen.
      onClose={run.progress ? run.stop : onClose}
      title="Import from OPML"
      description={
        <span dir="auto" className="wrap-anywhere line-clamp-1">
          {chosen.preview.title ?? chosen.name}
        </span>
      }
    >
      <OpmlReview preview={chosen.preview} run={run} onBack={onBack} onClose={onClose} />
    </Dialog>
  );
}
