"use client";

import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { choiceKey, type PodcastChoice } from "./podcast-choice";
import { PodcastOption } from "./podcast-option";

type PodcastComboboxProps = {
  inputRef: Ref<HTMLInputElement>;
  text: string;
  onText: (text: string) => void;
  choices: readonly PodcastChoice[];
  /** Off while something else is asked for first. */
  isListShown: boolean;
  /** The choice that is being carried out. */
  pending: PodcastChoice | null;
  onChoose: (choice: PodcastChoice) => void;
  /** What is listed belongs to other words. */
  isBehind: boolean;
  /** The problem with the last choice, below the field. */
  problem: { id: string; message: ReactNode } | null;
  /** What is there to say besides the list. */
  children: ReactNode;
};

/** A field with a list below it: arrows move through the list, Enter takes what they point at. */
export function PodcastCombobox(props: PodcastComboboxProps) {
  const { inputRef, text, onText, isListShown, pending, onChoose, isBehind, problem, children } = props;
  const listId = useId();
  const choices = isListShown ? props.choices : [];
  const [active, setActive] = useState<string | null>(null);
  // An address is one choice, and meant; of podcasts that were found none is, until it is pointed at.
  const byItself = choices.find(({ kind }) => kind === "address");
  const current = choices.find((choice) => choiceKey(choice) === active) ?? byItself;
  const idOf = (choice: PodcastChoice) => `${listId}-${choiceKey(choice)}`;
  const currentId = current && idOf(current);

  useEffect(() => {
    if (active !== null && currentId) document.getElementById(currentId)?.scrollIntoView({ block: "nearest" });
  }, [active, currentId]);

  const move = (step: 1 | -1) => {
    const at = current ? choices.indexOf(current) : step > 0 ? -1 : 0;
    const next = choices[(at + step + choices.length) % choices.length];
    if (next) setActive(choiceKey(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || pending) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key !== "Enter") return;
    else if (current && !(isBehind && current.kind === "found")) onChoose(current);
    else if (!current) move(1);
    event.preventDefault();
  };

  return (
    <>
      <Input
        ref={inputRef}
        autoFocus
        role="combobox"
        aria-label="Name or address of the podcast"
        aria-autocomplete="list"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={currentId}
        aria-invalid={problem !== null}
        aria-describedby={problem?.id}
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        placeholder="A name, or https://example.org/feed.xml"
        value={text}
        readOnly={pending !== null}
        onChange={(event) => {
          setActive(null);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {problem?.message}
      {isListShown && (
        <div className="-mx-2.5 mt-3 h-[min(21rem,42dvh)] overflow-y-auto overscroll-contain">
          <div
            id={listId}
            role="listbox"
            aria-label="Podcasts"
            aria-busy={isBehind}
            className={cn("transition-opacity", isBehind && "opacity-60")}
          >
            {choices.map((choice) => (
              <PodcastOption
                key={choiceKey(choice)}
                id={idOf(choice)}
                choice={choice}
                isActive={choice === current}
                isPending={pending !== null && choiceKey(pending) === choiceKey(choice)}
                onPoint={() => active !== choiceKey(choice) && setActive(choiceKey(choice))}
                onChoose={() => !pending && onChoose(choice)}
              />
            ))}
          </div>
          {children}
        </div>
      )}
    </>
  );
}
