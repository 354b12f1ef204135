import { z } from "zod";
import { MAX_OPML_BYTES } from "./max-opml-bytes";

const opml = z.string().max(MAX_OPML_BYTES, "The file is larger than 10 MB").describe("The OPML document as text");

export const PreviewOpml = z.object({ opml });
export type PreviewOpml = z.infer<typeof PreviewOpml>;

export const ImportOpml = z.object({
  opml,
  urls: z.array(z.string().max(4000)).max(10_000).optional().describe("Import the lines with these addresses only"),
});
export type ImportOpml = z.infer<typeof ImportOpml>;

const Line = z.object({
  title: z.string(),
  url: z.string().describe("As the file has it, without user name and password"),
  folder: z.string().nullable().describe("The folders around it, from the outside in"),
  feed_id: z.number().nullable(),
  message: z.string().nullable().describe("Why, as a sentence"),
});

export const PreviewStatus = z.enum(["new", "subscribed", "duplicate", "invalid"]);
export type PreviewStatus = z.infer<typeof PreviewStatus>;

export const OpmlPreview = z
  .object({
    title: z.string().nullable(),
    counts: z.record(PreviewStatus, z.number()),
    lines: z.array(Line.extend({ status: PreviewStatus })),
  })
  .meta({ id: "OpmlPreview" });
export type OpmlPreview = z.infer<typeof OpmlPreview>;

export const ImportStatus = z
  .enum(["added", "queued", "subscribed", "duplicate", "invalid", "failed"])
  .describe("queued: added by its address without having been read yet");
export type ImportStatus = z.infer<typeof ImportStatus>;

export const OpmlImport = z
  .object({
    counts: z.record(ImportStatus, z.number()),
    lines: z.array(Line.extend({ status: ImportStatus })),
  })
  .meta({ id: "OpmlImport" });
export type OpmlImport = z.infer<typeof OpmlImport>;
export type ImportedLine = OpmlImport["lines"][number];
