import { episodesRouter } from "./episodes.router";
import { feedsRouter } from "./feeds.router";
import { itunesRouter } from "./itunes.router";
import { opmlRouter } from "./opml.router";
import { queueRouter } from "./queue.router";
import { searchRouter } from "./search.router";
import { settingsRouter } from "./settings.router";
import { statusRouter } from "./status.router";
import { trashRouter } from "./trash.router";
import { createCallerFactory, router } from "./trpc";
import { vaultRouter } from "./vault.router";

/** The one catalog of operations. REST, OpenAPI and the pages derive from it. */
export const appRouter = router({
  feeds: feedsRouter,
  itunes: itunesRouter,
  opml: opmlRouter,
  episodes: episodesRouter,
  trash: trashRouter,
  queue: queueRouter,
  search: searchRouter,
  settings: settingsRouter,
  vault: vaultRouter,
  status: statusRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
