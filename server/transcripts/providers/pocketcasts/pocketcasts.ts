import type { DbOrTx } from "@/server/platform/db";
import { getSetting } from "@/server/settings/settings.service";
import type { ProviderContext, TranscriptProvider } from "../provider";
import { tryFiles } from "../try-files";
import * as repo from "./pocketcasts.repo";
import { surveyFeed } from "./survey-feed";
import { whyNone } from "./why-none";

/** A whole library that is new here is spread over an hour or so. */
const FEEDS_AT_A_TIME = 20;

/** Transcripts that Pocket Casts has made, or knows of. A show is matched by `scoreShow`, its episodes by `pairEpisodes`. */
export const pocketcasts: TranscriptProvider = {
  id: "pocketcasts",
  supersedes: false,
  isEnabled: (ctx) => getSetting(ctx, "pocketcasts_enabled"),
  async lookUp(ctx, episode, signal) {
    const survey = await surveyFeed(ctx, episode.feedId, signal);
    if (survey.kind === "absent") return { kind: "none", because: survey.because };
    if (survey.kind === "later") return survey;
    const listed = await repo.findListed(ctx.db, episode.id);
    if (!listed) return { kind: "none", because: whyNone({ isListed: false }) };
    const files = listed.files.map((file) => ({ ...file, language: null }));
    const origin = { sourceOf: () => "pocketcasts", whenNotThere: "Pocket Casts has not made its transcript yet" };
    const lookup = await tryFiles(ctx, files, origin, signal);
    if (lookup?.kind === "found") return { ...lookup, isStillOffered: (tx) => isStillListed(tx, episode.id, listed) };
    return lookup ?? { kind: "none", because: whyNone({ isListed: true }) };
  },
  survey: surveyDueFeeds,
};

/** The match may have been corrected while the file was on its way. */
async function isStillListed(tx: DbOrTx, episodeId: number, before: repo.Listed): Promise<boolean> {
  const now = await repo.lockListed(tx, episodeId);
  return now !== null && now.showUuid === before.showUuid;
}

async function surveyDueFeeds(ctx: ProviderContext, signal: AbortSignal): Promise<void> {
  const due = await repo.listDueSurveys(ctx.db, { now: ctx.clock.now(), limit: FEEDS_AT_A_TIME });
  for (const feedId of due) {
    signal.throwIfAborted();
    await surveyFeed(ctx, feedId, signal);
  }
}
