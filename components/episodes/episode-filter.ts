import { stateViews } from "./state-view";
import type { EpisodeState } from "./types";

/** Which part of a feed's episodes is shown, as the address has it. */
export type EpisodeFilter = { page: number; q: string; status: EpisodeState | null };

const PAGE_SIZE = 50;

type Parameters = Record<string, string | string[] | undefined>;

/** Reads what the address says. What makes no sense counts as not said. */
export function readFilter(parameters: Parameters): EpisodeFilter {
  const page = Number(single(parameters["page"]));
  const status = single(parameters["status"]);
  return {
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    q: single(parameters["q"]).trim().slice(0, 200),
    status: isState(status) ? status : null,
  };
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

const isState = (text: string): text is EpisodeState => Object.hasOwn(stateViews, text);

export function writeFilter({ page, q, status }: EpisodeFilter): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set("q", q);
  if (status) parameters.set("status", status);
  if (page > 1) parameters.set("page", String(page));
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** The same as the catalog takes it. Server and browser must ask for the very same thing to share the answer. */
export function listInputOf(feedId: number, { page, q, status }: EpisodeFilter) {
  return {
    id: feedId,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    include_description: false,
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
  };
}

export const pageCountOf = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE));
