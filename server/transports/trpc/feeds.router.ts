import { z } from "zod";
import { DeletedAudio, FeedStorage } from "@/server/audio/audio.schema";
import { deleteFeedAudio } from "@/server/audio/audio.service";
import { getFeedStorage } from "@/server/audio/storage-use";
import { addFeed } from "@/server/feeds/add-feed";
import { AddFeed, Feed, FeedId, FeedList, RefreshAnswer, UpdateFeed } from "@/server/feeds/feeds.schema";
import { getFeed, listFeeds, requestRefresh } from "@/server/feeds/feeds.service";
import { deleteFeed, restoreFeed } from "@/server/feeds/trash/trash";
import { updateFeed } from "@/server/feeds/update-feed";
import { SetPocketcasts, ShowCandidates } from "@/server/transcripts/providers/pocketcasts/pocketcasts.schema";
import {
  listPocketcastsCandidates,
  searchPocketcastsShow,
  setPocketcastsShow,
} from "@/server/transcripts/providers/pocketcasts/pocketcasts.service";
import { procedure, router } from "./trpc";

const tags = ["Feeds"] as const;
const Message = z.object({ message: z.string() });

export const feedsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/feeds", summary: "All feeds, by title", tags } })
    .output(FeedList)
    .query(({ ctx }) => listFeeds(ctx.app)),
  add: procedure
    .meta({ rest: { method: "POST", path: "/feeds", status: 201, summary: "Subscribe to a podcast", tags } })
    .input(AddFeed)
    .output(Feed)
    .mutation(({ ctx, input }) => addFeed(ctx.app, input)),
  get: procedure
    .meta({ rest: { method: "GET", path: "/feeds/{id}", summary: "One feed", tags } })
    .input(FeedId)
    .output(Feed)
    .query(({ ctx, input }) => getFeed(ctx.app, input)),
  update: procedure
    .meta({ rest: { method: "PATCH", path: "/feeds/{id}", summary: "Change what holds for one feed", tags } })
    .input(UpdateFeed)
    .output(Feed)
    .mutation(({ ctx, input }) => updateFeed(ctx.app, input)),
  remove: procedure
    .meta({ rest: { method: "DELETE", path: "/feeds/{id}", summary: "Move a feed to the trash", tags } })
    .input(FeedId)
    .output(Message)
    .mutation(({ ctx, input }) => deleteFeed(ctx.app, input)),
  restore: procedure
    .meta({ rest: { method: "POST", path: "/feeds/{id}/restore", summary: "Take a deletion back", tags } })
    .input(FeedId)
    .output(Feed)
    .mutation(({ ctx, input }) => restoreFeed(ctx.app, input)),
  refresh: procedure
    .meta({ rest: { method: "POST", path: "/feeds/{id}/refresh", status: 202, summary: "Look at a feed now", tags } })
    .input(FeedId)
    .output(RefreshAnswer)
    .mutation(({ ctx, input }) => requestRefresh(ctx.app, input)),
  storage: procedure
    .meta({ rest: { method: "GET", path: "/feeds/{id}/storage", summary: "What a feed takes of the storage", tags } })
    .input(FeedId)
    .output(FeedStorage)
    .query(({ ctx, input }) => getFeedStorage(ctx.app, input)),
  deleteAudio: procedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/feeds/{id}/audio",
        summary: "Delete the stored audio of episodes with a transcript",
        tags,
      },
    })
    .input(FeedId)
    .output(DeletedAudio)
    .mutation(({ ctx, input }) => deleteFeedAudio(ctx.app, input)),
  setPocketcasts: procedure
    .meta({
      rest: {
        method: "PUT",
        path: "/feeds/{id}/pocketcasts",
        summary: "Say which show at Pocket Casts a feed is, or that it is not there",
        tags,
      },
    })
    .input(SetPocketcasts)
    .output(Feed)
    .mutation(({ ctx, input }) => setPocketcastsShow(ctx.app, input)),
  pocketcastsCandidates: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/feeds/{id}/pocketcasts/candidates",
        summary: "The shows at Pocket Casts that a feed may be",
        tags,
      },
    })
    .input(FeedId)
    .output(ShowCandidates)
    .query(({ ctx, input }) => listPocketcastsCandidates(ctx.app, input)),
  searchPocketcasts: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/feeds/{id}/pocketcasts/search",
        summary: "Search a feed's show at Pocket Casts anew",
        tags,
      },
    })
    .input(FeedId)
    .output(Feed)
    .mutation(({ ctx, input }) => searchPocketcastsShow(ctx.app, input)),
});
