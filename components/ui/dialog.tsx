"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { useOpener } from "./use-opener";

type DialogProps = {
  title: string;
  description: ReactNode;
  onClose: () => void;
  /** Prevent its default, and the dialog stays. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
  isWide?: boolean;
  children: ReactNode;
};

/**
 * In the middle of a screen, at the bottom of a phone. Load dialogs with `dynamic(…, { ssr: false })`: else the page is hidden
 * while they load, and what opened them loses the keyboard focus.
 */
export function Dialog({ title, description, onClose, onEscapeKeyDown, isWide, children }: DialogProps) {
  const returnFocus = useOpener();
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40 backdrop-blur-[2px]" />
        <Primitive.Content
          {...(onEscapeKeyDown ? { onEscapeKeyDown } : {})}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
          }}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] animate-rise overflow-y-auto rounded-t-2xl border border-line bg-surface p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] shadow-raised outline-none sm:right-auto sm:bottom-auto sm:left-1/2 sm:-translate-x-1/2 sm:rounded-2xl",
            isWide
              ? "sm:top-[8vh] sm:w-[min(46rem,calc(100vw-2rem))]"
              : "sm:top-[18vh] sm:w-[min(30rem,calc(100vw-2rem))]",
          )}
        >
          <Primitive.Title className="pr-10 font-semibold text-lg leading-7 tracking-tight">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="mt-1.5 text-muted">{description}</div>
          </Primitive.Description>
          <div className="mt-5">{children}</div>
          <Button look="quiet" size="icon" className="absolute top-4 right-4" aria-label="Close" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
