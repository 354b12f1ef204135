import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const badge = cva(
  "inline-flex h-5.5 max-w-full items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        accent: "bg-accent-soft text-accent",
        neutral: "bg-subtle text-muted",
        warn: "bg-warn-soft text-warn",
        danger: "bg-danger-soft text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badge>["tone"]>;

export function Badge({ tone, className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span {...props} className={badge({ tone, className })} />;
}
