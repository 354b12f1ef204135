import { listStoredItems } from "@/server/episodes/episodes.service";
import type { Bell } from "@/server/jobs/jobs.service";
import type { Core } from "@/server/platform/core";
import { conflict } from "@/server/platform/errors";
import { languageTag } from "@/server/platform/language-tag";
import { alreadySubscribed } from "./already-subscribed";
import {
  accessWithin,
  authorizationOf,
  type FeedAccess,
  openAccess,
  type Place,
  publicAccess,
  sealAccess,
  splitAccess,
  urlKeyOf,
} from "./feed-access";
import * as repo from "./feeds.repo";
import type { Feed, UpdateFeed } from "./feeds.schema";
import { getFeed, noFeed, requestRefresh } from "./feeds.service";
import { locateFeed } from "./locate-feed";
import { resolveFeedUrl } from "./resolve-feed-url";
import { isSamePodcast, storedTraits, traitsOf } from "./same-podcast";
import { speakLanguage } from "./speak-language";

type Context = Pick<Core, "db" | "http" | "clock" | "env" | "secrets"> & { bell: Bell };

/**
 * Changes what holds for one feed: its title here, its settings, whether it is looked at, its address and what opens it.
 * @throws `not_found`; `conflict` when the new address is another feed's or another podcast's.
 */
export async function updateFeed(ctx: Context, input: UpdateFeed): Promise<Feed> {
  if (input.url !== undefined || input.credentials !== undefined) await changeAddress(ctx, input);
  const language = input.language && languageTag(input.language);
  const jobs = await ctx.db.$transaction(async (tx) => {
    const isThere = await repo.changeFeed(tx, input.id, {
      customTitle: input.custom_title,
      isPaused: input.is_paused,
      languageOverride: language,
      transcriptPolicy: input.transcript_policy,
      autoDownload: input.auto_download,
      keepAudio: input.keep_audio,
      speechModel: input.model,
      priority: input.priority,
    });
    if (!isThere) throw noFeed(input.id);
    return language === undefined ? [] : speakLanguage({ db: tx, clock: ctx.clock }, input.id);
  });
  await ctx.bell.ring(jobs);
  return getFeed(ctx, input);
}

/** The feed is read from the new place first: what cannot be opened, or is another podcast, changes nothing. */
async function changeAddress(ctx: Context, { id, url, credentials }: UpdateFeed): Promise<void> {
  const source = await repo.findSource(ctx.db, id);
  if (!source) throw noFeed(id);
  const known = { url: source.url, access: openKnown(ctx, source.credentials) };
  const given = url === undefined ? null : (await resolveFeedUrl(ctx, url)).url;
  const place = await locateFeed(ctx, askedPlace(known, given, credentials));

  const stored = await listStoredItems(ctx.db, id);
  const isSame = isSamePodcast(storedTraits(source.podcastGuid, stored), traitsOf(place.document.feed));
  // A token may be what chooses the podcast.
  const mayBeAnother = url !== undefined || credentials === null || place.url !== known.url;
  if (mayBeAnother && stored.length > 0 && !isSame)
    throw conflict(`that is another podcast, «${place.document.feed.title}»: subscribe to it instead`);
  const urlKey = urlKeyOf(ctx, place);
  const move = { url: place.url, urlKey, credentials: sealAccess(ctx, place.access) };
  if (!(await repo.moveFeed(ctx.db, id, move))) throw await alreadySubscribed(ctx, { urlKey });
  await requestRefresh(ctx, { id });
}

/** Credentials take the place of a password; null takes away all that is stored, but nothing that a new address brings along. */
function askedPlace(known: Place, given: string | null, credentials: UpdateFeed["credentials"]): Place {
  if (credentials === null) return given === null ? { url: known.url, access: publicAccess } : splitAccess(given);
  const { url, access } = given === null ? known : accessWithin(known, given);
  return credentials ? { url, access: { ...access, authorization: authorizationOf(credentials) } } : { url, access };
}

/** What cannot be read any more is about to be replaced. */
function openKnown(ctx: Pick<Core, "secrets">, sealed: Uint8Array | null): FeedAccess {
  try {
    return openAccess(ctx, sealed);
  } catch {
    return publicAccess;
  }
}
