"use client";

import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { cn } from "./cn";

type DropdownMenuProps = { button: ReactElement; children: ReactNode };

/** A menu below its button, open from the start: it is made when it is first asked for. */
export function DropdownMenu({ button, children }: DropdownMenuProps) {
  return (
    <Primitive.Root defaultOpen>
      <Primitive.Trigger asChild>{button}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-52 animate-appear rounded-xl border border-line bg-surface p-1.5 text-sm shadow-raised"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function DropdownMenuItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      {...props}
      className={cn(
        "flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-lg px-2.5 py-1.5 outline-none data-disabled:cursor-default data-highlighted:bg-subtle data-disabled:text-faint max-md:min-h-11 [&_svg]:size-4",
        className,
      )}
    />
  );
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="mx-2 my-1.5 h-px bg-line" />;
}
