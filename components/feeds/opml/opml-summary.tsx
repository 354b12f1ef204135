import { type ImportedLine, type LineStatus, lineViews, type OpmlPreview } from "./opml-line";

type OpmlSummaryProps = { preview: OpmlPreview; results: ReadonlyMap<string, ImportedLine> };

const order = ["added", "queued", "failed", "new", "subscribed", "duplicate", "invalid"] as const;

/** How many lines are what, in words. */
export function OpmlSummary({ preview, results }: OpmlSummaryProps) {
  const statuses = preview.lines.map(
    (line): LineStatus => (line.status === "new" ? (results.get(line.url)?.status ?? "new") : line.status),
  );
  const counts = order.flatMap((status) => {
    const count = statuses.filter((candidate) => candidate === status).length;
    return count > 0 ? [`${count.toLocaleString("en-US")} ${lineViews[status].label.toLowerCase()}`] : [];
  });
  return (
    <p role="status" className="text-sm">
      {counts.length > 0 ? counts.join(" · ") : "No podcasts in this file"}
    </p>
  );
}
