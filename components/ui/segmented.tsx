import Link from "next/link";
import { cn } from "./cn";

type Segment = { label: string; href: string; isCurrent: boolean };

/** A choice of one in a few, each with an address of its own. */
export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav aria-label={label} className="flex w-fit max-w-full gap-0.5 overflow-x-auto rounded-lg bg-subtle p-0.5">
      {segments.map(({ label, href, isCurrent }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={isCurrent ? "page" : undefined}
          className={cn(
            "flex h-8 items-center whitespace-nowrap rounded-md px-3 font-medium text-[13px] transition-colors max-md:h-10",
            isCurrent ? "bg-surface text-ink shadow-xs" : "text-muted hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
