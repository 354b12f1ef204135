"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { findMatches, type Match } from "./find-matches";
import { reveal, textOf } from "./phrase-elements";
import type { Phrase } from "./types";

export type Find = {
  query: string;
  count: number;
  /** From 1; 0 while none is chosen. */
  position: number;
  setQuery: (query: string) => void;
  step: (by: 1 | -1) => void;
};

/** Finds in the transcript that is shown. Places are painted by the browser, nothing is rendered anew. */
export function useFind(phrases: Phrase[], start: { query: string; phrase: number | null }): Find {
  const [query, setQuery] = useState(start.query);
  const [chosen, setChosen] = useState<number | null>(null);
  const deferred = useDeferredValue(query);
  const texts = useMemo(() => phrases.map((phrase) => phrase.text), [phrases]);
  const matches = useMemo(() => findMatches(texts, deferred), [texts, deferred]);
  const first = matches.findIndex((match) => match.phrase >= (start.phrase ?? 0));
  const current = matches.length === 0 ? null : (chosen ?? Math.max(0, first)) % matches.length;

  useEffect(() => paint(matches, current), [matches, current]);

  return {
    query,
    count: matches.length,
    position: current === null ? 0 : current + 1,
    setQuery(next) {
      setQuery(next);
      setChosen(null);
    },
    step(by) {
      if (current === null) return;
      // The first press goes to the place that is marked already.
      const next = chosen === null && by === 1 ? current : (current + by + matches.length) % matches.length;
      setChosen(next);
      const match = matches[next];
      if (match) reveal(match.phrase);
    },
  };
}

function paint(matches: readonly Match[], current: number | null): (() => void) | undefined {
  if (!("highlights" in CSS)) return; // an older browser still counts and steps
  CSS.highlights.set("found", new Highlight(...matches.flatMap(rangesOf)));
  const chosen = current === null ? undefined : matches[current];
  const strong = new Highlight(...(chosen ? rangesOf(chosen) : []));
  strong.priority = 1;
  CSS.highlights.set("found-current", strong);
  return () => {
    CSS.highlights.delete("found");
    CSS.highlights.delete("found-current");
  };
}

function rangesOf({ phrase, from, to }: Match): Range[] {
  const text = textOf(phrase);
  if (!text) return [];
  const range = new Range();
  range.setStart(text, from);
  range.setEnd(text, to);
  return [range];
}
