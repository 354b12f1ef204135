"use client";

import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { OpmlPreview, PreviewLine } from "./opml-line";
import { OpmlRow } from "./opml-row";
import { OpmlSummary } from "./opml-summary";
import type { OpmlImport } from "./use-opml-import";

type OpmlReviewProps = { preview: OpmlPreview; run: OpmlImport; onBack: () => void; onClose: () => void };

/** The lines of a file before, during and after their import. */
export function OpmlReview({ preview, run, onBack, onClose }: OpmlReviewProps) {
  const { lines } = preview;
  const { results, progress } = run;
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const onTick = useCallback((url: string, isTicked: boolean) => {
    setUnticked((before) => {
      const after = new Set(before);
      if (isTicked) after.delete(url);
      else after.add(url);
      return after;
    });
  }, []);

  const isOpen = ({ status, url }: PreviewLine) =>
    status === "new" && (results.get(url)?.status ?? "failed") === "failed";
  const open = lines.filter(isOpen).map(({ url }) => url);
  const ticked = open.filter((url) => !unticked.has(url));
  const isRunning = progress !== null;
  const isBegun = results.size > 0;

  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <OpmlSummary preview={preview} results={results} />
        {open.length > 1 && (
          <label className="flex cursor-pointer items-center gap-2 text-muted text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={ticked.length === open.length}
              disabled={isRunning}
              ref={(box) => {
                if (box) box.indeterminate = ticked.length > 0 && ticked.length < open.length;
              }}
              onChange={(event) => setUnticked(new Set(event.target.checked ? [] : open))}
            />
            All
          </label>
        )}
      </div>
      <section
        aria-label="Lines of the file"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        className="mt-3 max-h-[45dvh] overflow-y-auto overscroll-contain border-line border-y pr-1"
      >
        <ul className="divide-y divide-line/70">
          {lines.map((line, index) => (
            <OpmlRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold the same line twice, and its lines stay where they are
              key={index}
              line={line}
              result={line.status === "new" ? results.get(line.url) : undefined}
              isTicked={!unticked.has(line.url)}
              isLocked={isRunning}
              onTick={onTick}
              onLeave={onClose}
            />
          ))}
        </ul>
      </section>
      {run.problem && (
        <p role="alert" className="mt-3 wrap-anywhere rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          The import broke off: {run.problem} What was added stays; the rest can be tried again.
        </p>
      )}
      {progress && (
        <div role="status" className="mt-4">
          <p className="mb-2 text-muted text-sm tabular-nums">
            {run.isStopping ? "Stopping …" : `Importing: ${progress.done} of ${progress.total}`}
          </p>
          <Progress label="Import" percent={(100 * progress.done) / progress.total} />
        </div>
      )}
      <Actions
        {...{ run, ticked, onBack, onClose, isBegun }}
        isRepeat={isBegun && ticked.every((url) => results.has(url))}
      />
    </>
  );
}

type ActionsProps = {
  run: OpmlImport;
  ticked: readonly string[];
  isBegun: boolean;
  /** All that is ticked has failed before. */
  isRepeat: boolean;
  onBack: () => void;
  onClose: () => void;
};

function Actions({ run, ticked, isBegun, isRepeat, onBack, onClose }: ActionsProps) {
  if (run.progress) {
    return (
      <div className="mt-5 flex justify-end">
        <Button onClick={run.stop} disabled={run.isStopping}>
          Stop
        </Button>
      </div>
    );
  }
  const count = ticked.length;
  const podcasts = `${count.toLocaleString("en-US")} podcast${count === 1 ? "" : "s"}`;
  const start = (
    <Button look={isBegun ? "secondary" : "primary"} disabled={count === 0} onClick={() => void run.start(ticked)}>
      {isRepeat ? `Try ${count.toLocaleString("en-US")} again` : `Import ${podcasts}`}
    </Button>
  );
  return (
    <div className="mt-5 flex flex-wrap justify-end gap-2">
      {!isBegun && (
        <Button look="quiet" onClick={onBack}>
          Another file
        </Button>
      )}
      {(!isBegun || count > 0) && start}
      {isBegun && (
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      )}
    </div>
  );
}
