import { ItunesResults, SearchItunes } from "@/server/feeds/itunes/itunes.schema";
import { searchItunes } from "@/server/feeds/itunes/search-itunes";
import { procedure, router } from "./trpc";

const tags = ["Feeds"] as const;

export const itunesRouter = router({
  search: procedure
    .meta({ rest: { method: "GET", path: "/itunes/search", summary: "Podcasts by name, from Apple Podcasts", tags } })
    .input(SearchItunes)
    .output(ItunesResults)
    .query(({ ctx, input }) => searchItunes(ctx.app, input)),
});
