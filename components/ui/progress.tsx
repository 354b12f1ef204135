import { Progress as Primitive } from "radix-ui";
import { cn } from "./cn";

type ProgressProps = { label: string; percent: number; className?: string };

export function Progress({ label, percent, className }: ProgressProps) {
  const value = Math.min(100, Math.max(0, Math.round(percent)));
  return (
    <Primitive.Root
      value={value}
      aria-label={label}
      className={cn("h-1.5 overflow-hidden rounded-full bg-line", className)}
    >
      <Primitive.Indicator
        className="h-full rounded-full bg-accent transition-[width] duration-500"
        style={{ width: `${value}%` }}
      />
    </Primitive.Root>
  );
}
