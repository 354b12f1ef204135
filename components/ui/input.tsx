import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      {...props}
      className={cn(
        "h-9 w-full min-w-0 rounded-lg border border-line bg-surface px-3 text-ink placeholder:text-faint hover:border-line-strong max-md:h-11 max-md:text-base aria-invalid:border-danger",
        className,
      )}
    />
  );
}
