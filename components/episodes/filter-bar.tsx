"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useTransition } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type EpisodeFilter, writeFilter } from "./episode-filter";
import { stateViews } from "./state-view";
import type { EpisodeState } from "./types";

type FilterBarProps = {
  path: string;
  filter: EpisodeFilter;
  counts: Partial<Record<EpisodeState, number>>;
};

/** Narrows the list by words of the title and by state. The address keeps what was chosen. */
export function FilterBar({ path, filter, counts }: FilterBarProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go = (change: Partial<EpisodeFilter>) =>
    startTransition(() =>
      router.replace(`${path}${writeFilter({ ...filter, ...change, page: 1 })}`, { scroll: false }),
    );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    go({ q: String(new FormData(event.currentTarget).get("title") ?? "").trim() });
  };
  const states = Object.entries(stateViews).filter(
    ([state]) => state === filter.status || counts[state as EpisodeState],
  );

  return (
    <div className="flex flex-wrap gap-2" aria-busy={isPending}>
      <search aria-label="Titles" className="min-w-48 flex-1 max-sm:min-w-full">
        <form onSubmit={submit} className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
          />
          <Input
            key={filter.q}
            type="search"
            name="title"
            defaultValue={filter.q}
            maxLength={200}
            aria-label="Search in the titles"
            placeholder="Search in the titles"
            autoComplete="off"
            className="pl-9"
            onChange={(event) => event.target.value === "" && filter.q && go({ q: "" })}
          />
        </form>
      </search>
      <Select
        className="max-sm:flex-1"
        aria-label="State"
        value={filter.status ?? ""}
        onChange={(event) => go({ status: (event.target.value || null) as EpisodeState | null })}
      >
        <option value="">All states</option>
        {states.map(([state, { label }]) => (
          <option key={state} value={state}>
            {label} ({counts[state as EpisodeState] ?? 0})
          </option>
        ))}
      </Select>
    </div>
  );
}
