const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 6 * HOUR_MS;
/** Some hosts answer "Retry-After: 0": at once is too soon. */
const SHORTEST_WAIT_MS = 10_000;

/** What is known of a feed's show, as far as it decides what to do next. */
export type SurveyFacts = {
  uuid: string | null;
  isByHand: boolean;
  searchedAt: Date | null;
  listedAt: Date | null;
  failure: string | null;
  retryAt: Date | null;
  /** Nobody else learns that it exists, unless a person has said which show it is. */
  isPrivate: boolean;
  /** When a refresh last brought something. */
  contentChangedAt: Date | null;
};

export type SurveyDecision =
  /** What is stored may be used. */
  | { kind: "ready" }
  /** There is no such show: stored, and not to be asked again yet. */
  | { kind: "absent" }
  | { kind: "search" }
  | { kind: "list"; uuid: string }
  | { kind: "failing"; because: string; retryAt: Date };

/**
 * Whether anything must be asked before an episode can be told about. A list serves for an hour, or until the feed has brought
 * something; a show that was not found is searched again after a day. After a failure nobody asks before its time.
 */
export function decideSurvey(facts: SurveyFacts, now: Date): SurveyDecision {
  if (facts.uuid === null && (facts.isByHand || facts.isPrivate)) return { kind: "absent" };
  if (facts.failure !== null && facts.retryAt && facts.retryAt > now)
    return { kind: "failing", because: facts.failure, retryAt: facts.retryAt };
  if (facts.uuid === null) return isOlder(facts.searchedAt, DAY_MS, now) ? { kind: "search" } : { kind: "absent" };
  const isOutrun =
    facts.listedAt !== null && facts.contentChangedAt !== null && facts.listedAt < facts.contentChangedAt;
  return isOutrun || isOlder(facts.listedAt, HOUR_MS, now) ? { kind: "list", uuid: facts.uuid } : { kind: "ready" };
}

const isOlder = (at: Date | null, ageMs: number, now: Date) => at === null || now.getTime() - at.getTime() >= ageMs;

/** When to ask again after so many failures in a row: as long as the host asked, at least 5, 10, 20 minutes ... 6 hours. */
export function surveyRetryAt(failure: { count: number; retryAfterMs: number | null; now: Date }): Date {
  const backoffMs = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, failure.count - 1), LONGEST_WAIT_MS);
  return new Date(failure.now.getTime() + Math.max(failure.retryAfterMs ?? backoffMs, SHORTEST_WAIT_MS));
}
