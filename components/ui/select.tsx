import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The platform's own: on a phone its wheel beats any list of ours. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select
        {...props}
        className="h-9 w-full min-w-0 appearance-none truncate rounded-lg border border-line bg-surface pr-9 pl-3 text-ink text-sm hover:border-line-strong max-md:h-11 max-md:text-base"
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
