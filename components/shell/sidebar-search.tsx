"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { searchPath } from "@/components/search/search-terms";

/** Reachable from everywhere; the key "/" leads here. */
export function SidebarSearch() {
  const router = useRouter();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    router.push(searchPath({ q, feedId: null }));
  };
  return (
    <search aria-label="From anywhere">
      <form action="/search" onSubmit={submit} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
        />
        <input
          type="search"
          name="q"
          data-search-field
          aria-label="Search the library"
          placeholder="Search"
          autoComplete="off"
          maxLength={500}
          className="h-9 w-full rounded-lg border border-line bg-surface pr-9 pl-9 text-sm placeholder:text-faint hover:border-line-strong [&::-webkit-search-cancel-button]:hidden"
        />
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 grid size-5 -translate-y-1/2 place-items-center rounded border border-line font-sans text-faint text-xs"
        >
          /
        </kbd>
      </form>
    </search>
  );
}
