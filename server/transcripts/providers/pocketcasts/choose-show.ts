import { type ShowFacts, scoreShow } from "./score-show";

export type Candidate = ShowFacts & { uuid: string };

export type ShowChoice =
  | { kind: "match"; show: Candidate; score: number; because: string }
  /** `best` is what came nearest, so that a person can judge. */
  | { kind: "none"; best: (Candidate & { score: number }) | null; because: string };

/** Percent from which on a show is taken for the same. A title that tells, under a foreign author, reaches 76. */
const THRESHOLD = 70;
/** Two shows this close to each other cannot be told apart. */
const CLEARANCE = 5;

/** Which of the shows that a search found is this podcast, if any. */
export function chooseShow(ours: ShowFacts, candidates: readonly Candidate[]): ShowChoice {
  const ranked = rankShows(ours, candidates);
  const [first, second] = ranked;
  if (!first) return { kind: "none", best: null, because: "Pocket Casts finds no show of this title" };
  const best = { ...first.show, score: first.score };
  if (first.score < THRESHOLD) {
    return { kind: "none", best, because: `the nearest show is ${nameOf(first.show)}, a match of ${first.score} %` };
  }
  const isTie = second && second.show.uuid !== first.show.uuid && first.score - second.score < CLEARANCE;
  if (isTie) {
    return { kind: "none", best, because: `${nameOf(first.show)} and ${nameOf(second.show)} match equally well` };
  }
  return { kind: "match", show: first.show, score: first.score, because: `${nameOf(first.show)} matches` };
}

/** The likeliest first. */
export const rankShows = (ours: ShowFacts, candidates: readonly Candidate[]) =>
  candidates.map((show) => ({ show, score: scoreShow(ours, show) })).sort((a, b) => b.score - a.score);

const nameOf = ({ title, author }: ShowFacts) => (author ? `“${title}” by ${author}` : `“${title}”`);
