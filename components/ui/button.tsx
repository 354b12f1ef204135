import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";

const button = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-lg font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border border-line bg-surface text-ink hover:border-line-strong hover:bg-subtle",
        quiet: "text-muted hover:bg-subtle hover:text-ink",
        danger: "bg-danger text-on-accent hover:opacity-90",
      },
      // On a phone nothing that is touched is smaller than 44 px.
      size: {
        small: "h-8 px-3 text-[13px] max-md:h-11",
        medium: "h-9 px-3.5 text-sm max-md:h-11",
        icon: "size-9 max-md:size-11",
      },
    },
    defaultVariants: { look: "secondary", size: "medium" },
  },
);

type ButtonStyle = VariantProps<typeof button>;

export function Button({ look, size, className, ...props }: ComponentProps<"button"> & ButtonStyle) {
  return <button type="button" {...props} className={button({ look, size, className })} />;
}

/** Looks like a button and leads somewhere. */
export function ButtonLink({ look, size, className, ...props }: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link {...props} className={button({ look, size, className })} />;
}
