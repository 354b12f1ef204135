"use client";

import { ChevronDown, ChevronUp, Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { MOST } from "./find-matches";
import type { Find } from "./use-find";

export function FindBar({ find }: { find: Find }) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") find.setQuery("");
    else return;
    event.preventDefault();
  };
  return (
    <search aria-label="In this transcript" className="flex min-w-0 flex-1 items-center gap-1">
      <div className="relative min-w-0 flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
        />
        <Input
          aria-label="Find in transcript"
          placeholder="Find in transcript"
          autoComplete="off"
          maxLength={200}
          value={find.query}
          onChange={(event) => find.setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          className="pr-24 pl-9 placeholder-shown:pr-3"
        />
        <span
          role="status"
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-faint text-sm tabular-nums"
        >
          {find.query.trim() !== "" &&
            (find.count === 0 ? "No match" : `${find.position} of ${find.count}${find.count === MOST ? "+" : ""}`)}
        </span>
      </div>
      {find.query.trim() !== "" && (
        <>
          <Button
            look="quiet"
            size="icon"
            aria-label="Match before"
            disabled={find.count === 0}
            onClick={() => find.step(-1)}
          >
            <ChevronUp aria-hidden />
          </Button>
          <Button
            look="quiet"
            size="icon"
            aria-label="Next match"
            disabled={find.count === 0}
            onClick={() => find.step(1)}
          >
            <ChevronDown aria-hidden />
          </Button>
        </>
      )}
    </search>
  );
}
