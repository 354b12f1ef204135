import Link from "next/link";
import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { type ImportedLine, lineViews, type PreviewLine } from "./opml-line";

type OpmlRowProps = {
  line: PreviewLine;
  result: ImportedLine | undefined;
  isTicked: boolean;
  isLocked: boolean;
  onTick: (url: string, isTicked: boolean) => void;
  onLeave: () => void;
};

/** A line of the file: what it is, whether it is to be imported, and what became of it. */
export const OpmlRow = memo(function OpmlRow({ line, result, isTicked, isLocked, onTick, onLeave }: OpmlRowProps) {
  const { status, feed_id: feedId, message } = result ?? line;
  const { label, tone } = lineViews[status];
  const mayTick = status === "new" || status === "failed";
  return (
    <li className="flex items-start gap-3 py-2.5 [contain-intrinsic-size:auto_3.75rem] [content-visibility:auto]">
      <label className={cn("flex min-w-0 flex-1 items-start gap-3", mayTick && !isLocked && "cursor-pointer")}>
        <input
          type="checkbox"
          className={cn("mt-0.5 size-4 shrink-0 accent-accent disabled:opacity-40", !mayTick && "invisible")}
          checked={mayTick && isTicked}
          disabled={!mayTick || isLocked}
          onChange={(event) => onTick(line.url, event.target.checked)}
        />
        <span className="min-w-0 flex-1 text-sm leading-5">
          <span
            dir="auto"
            className={cn("wrap-anywhere line-clamp-2 font-medium", !mayTick && !result && "text-muted")}
          >
            {line.title}
          </span>
          <span className="block truncate text-faint text-xs leading-5">
            {line.folder && <span className="text-muted">{line.folder} · </span>}
            {line.url || "no address"}
          </span>
          {message && line.url && isTelling(status) && (
            <span className={cn("wrap-anywhere block text-xs", status === "failed" ? "text-danger" : "text-muted")}>
              {message}
            </span>
          )}
        </span>
      </label>
      {feedId === null ? (
        <Badge tone={tone} className="shrink-0">
          {label}
        </Badge>
      ) : (
        <Link href={`/feeds/${feedId}`} onClick={onLeave} title="Open it" className="shrink-0 rounded-full">
          <Badge tone={tone} className="hover:underline">
            {label}
          </Badge>
        </Link>
      )}
    </li>
  );
});

/** Of the others the badge says it all. */
const isTelling = (status: keyof typeof lineViews) =>
  status === "failed" || status === "queued" || status === "invalid";
