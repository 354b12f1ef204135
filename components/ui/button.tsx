import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

const button = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-lg font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
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

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button> & { asChild?: boolean };

export function Button({ look, size, asChild = false, className, ...props }: ButtonProps) {
  const Element = asChild ? Slot.Root : "button";
  return <Element {...(asChild ? {} : { type: "button" })} {...props} className={button({ look, size, className })} />;
}
