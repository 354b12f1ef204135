import { z } from "zod";
import { typedText } from "@/server/platform/typed-text";

export const SearchItunes = z.object({
  q: typedText.pipe(z.string().min(1, "Enter some words").max(200)),
  limit: z.coerce.number().int().min(1).max(25).default(10),
});
export type SearchItunes = z.infer<typeof SearchItunes>;

export const ItunesResults = z
  .object({
    query: z.string(),
    results: z.array(
      z.object({
        itunes_id: z.string(),
        title: z.string(),
        author: z.string().nullable(),
        feed_url: z.string(),
        artwork_url: z.string().nullable(),
        episode_count: z.number().nullable(),
        feed_id: z.number().nullable().describe("The feed, where you are subscribed to it already"),
      }),
    ),
  })
  .meta({ id: "ItunesResults" });
export type ItunesResults = z.infer<typeof ItunesResults>;
