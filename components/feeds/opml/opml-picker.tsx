"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { cn } from "@/components/ui/cn";

type OpmlPickerProps = { isReading: boolean; problem: string | null; onFile: (file: File) => void };

/** Where a file is chosen, or dropped. */
export function OpmlPicker({ isReading, problem, onFile }: OpmlPickerProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !isReading) onFile(file);
  };
  return (
    <>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "flex cursor-pointer flex-col items-center rounded-xl border border-line-strong border-dashed px-6 py-10 text-center transition-colors hover:bg-subtle/60 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
          isOver && "border-accent bg-accent-soft",
        )}
      >
        <FileUp aria-hidden className="mb-3 size-7 text-faint" />
        <span className="font-medium">{isReading ? "Reading the file …" : "Choose an OPML file"}</span>
        <span className="mt-1 text-muted text-sm max-md:hidden">or drop it here</span>
        <input
          type="file"
          className="sr-only"
          accept=".opml,.xml,text/x-opml,text/xml,application/xml"
          disabled={isReading}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = ""; // the same file may be chosen again
            if (file) onFile(file);
          }}
        />
      </label>
      {problem && (
        <p role="alert" className="mt-3 wrap-anywhere rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}
