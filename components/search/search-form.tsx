"use client";

import { Search } from "lucide-react";
import { type SubmitEvent, useEffect, useRef } from "react";
import type { Feed } from "@/components/feeds/types";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SearchTerms } from "./search-terms";

type SearchFormProps = {
  terms: SearchTerms;
  feeds: readonly Feed[];
  isPending: boolean;
  onSearch: (terms: SearchTerms) => void;
};

export function SearchForm({ terms, feeds, isPending, onSearch }: SearchFormProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!terms.q) field.current?.focus();
  }, [terms.q]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSearch({ q: String(form.get("q") ?? "").trim(), feedId: Number(form.get("feed")) || null });
    field.current?.blur(); // on a phone the keyboard makes room for the results
  };
  return (
    <search aria-label="Library">
      <form onSubmit={submit} className="flex flex-wrap gap-2" aria-busy={isPending}>
        <div className="relative min-w-full flex-1 sm:min-w-72">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-faint"
          />
          <Input
            ref={field}
            type="search"
            name="q"
            data-search-field
            defaultValue={terms.q}
            maxLength={500}
            autoComplete="off"
            aria-label="What to look for"
            placeholder="Search what was said"
            className="h-11! rounded-xl! pl-11! text-base"
          />
        </div>
        {feeds.length > 1 && (
          <Select
            name="feed"
            aria-label="Where to look"
            defaultValue={terms.feedId ?? ""}
            onChange={(event) => terms.q && onSearch({ q: terms.q, feedId: Number(event.target.value) || null })}
            className="max-w-52 max-sm:max-w-none max-sm:flex-1 [&_select]:h-11 [&_select]:rounded-xl"
          >
            <option value="">All podcasts</option>
            {feeds.map(({ id, display_title: title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        )}
        <Button type="submit" look="primary" className="h-11 rounded-xl px-5">
          Search
        </Button>
      </form>
    </search>
  );
}
