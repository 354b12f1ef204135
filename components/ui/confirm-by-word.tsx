"use client";

import { type ReactNode, type SubmitEvent, useState } from "react";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Input } from "./input";

const WORD = "delete";

type ConfirmByWordProps = {
  title: string;
  description: ReactNode;
  /** What the button says. */
  action: string;
  isPending: boolean;
  /** What went wrong the last time; null when nothing did. */
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks to type a word before a whole archive is taken away. */
export function ConfirmByWord({
  title,
  description,
  action,
  isPending,
  error,
  onConfirm,
  onClose,
}: ConfirmByWordProps) {
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim().toLowerCase() === WORD;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isConfirmed && !isPending) onConfirm();
  };
  return (
    <Dialog onClose={onClose} title={title} description={description}>
      <form onSubmit={submit}>
        <label htmlFor="confirmation" className="text-sm">
          Type <b>{WORD}</b> to confirm
        </label>
        <Input
          id="confirmation"
          className="mt-1.5"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error !== null && (
          <p role="alert" className="mt-3 text-danger text-sm">
            {problemOf(error)}
          </p>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" disabled={!isConfirmed || isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
