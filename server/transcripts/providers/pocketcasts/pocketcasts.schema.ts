import { z } from "zod";
import { FeedId } from "@/server/feeds/feeds.schema";
import { typedText } from "@/server/platform/typed-text";

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

export const SetPocketcasts = FeedId.extend({
  uuid: typedText
    .pipe(z.string().max(500))
    .transform((text, issue) => {
      const uuid = UUID.exec(text)?.[0].toLowerCase();
      if (uuid === undefined) issue.addIssue("Enter the address of a show at Pocket Casts, or its UUID");
      return uuid ?? z.NEVER;
    })
    .nullable()
    .describe("The show's UUID, or an address that has it; null: this podcast is not there"),
});
export type SetPocketcasts = z.output<typeof SetPocketcasts>;

/** A show that the search for a podcast finds, for a person to judge. */
export const ShowCandidates = z.object({
  shows: z.array(
    z
      .object({
        uuid: z.string(),
        title: z.string(),
        author: z.string().nullable(),
        score: z.number().describe("How sure it is that this is the podcast, in percent"),
      })
      .meta({ id: "ShowCandidate" }),
  ),
});
export type ShowCandidates = z.infer<typeof ShowCandidates>;
