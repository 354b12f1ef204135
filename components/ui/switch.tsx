import type { ComponentProps } from "react";
import { cn } from "./cn";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & { checked: boolean };

/** A checkbox that looks like what it does: it acts at once. */
export function Switch({ className, checked, ...props }: SwitchProps) {
  return (
    <input
      {...props}
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      className={cn(
        "relative h-9 w-11 shrink-0 cursor-pointer appearance-none rounded-lg disabled:cursor-default disabled:opacity-50 max-md:h-11",
        "before:absolute before:inset-x-0 before:top-1/2 before:h-6 before:-translate-y-1/2 before:rounded-full before:bg-faint/70 before:transition-colors checked:before:bg-accent",
        "after:absolute after:top-1/2 after:left-0.5 after:size-5 after:-translate-y-1/2 after:rounded-full after:bg-white after:shadow-xs after:transition-transform checked:after:translate-x-5",
        className,
      )}
    />
  );
}
