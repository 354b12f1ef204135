import { MAX_OPML_BYTES } from "@/server/feeds/opml/max-opml-bytes";
import { ImportOpml, OpmlImport, OpmlPreview, PreviewOpml } from "@/server/feeds/opml/opml.schema";
import { importOpml, previewOpml } from "@/server/feeds/opml/opml.service";
import { procedure, router } from "./trpc";

const tags = ["OPML"] as const;
const file = { field: "opml", mediaType: "text/x-opml", maxBytes: MAX_OPML_BYTES } as const;

export const opmlRouter = router({
  preview: procedure
    .meta({
      rest: { method: "POST", path: "/opml/preview", summary: "What an import would do, line by line", tags, file },
    })
    .input(PreviewOpml)
    .output(OpmlPreview)
    .mutation(({ ctx, input }) => previewOpml(ctx.app, input)),
  import: procedure
    .meta({
      rest: { method: "POST", path: "/opml/import", summary: "Subscribe to what an OPML file lists", tags, file },
    })
    .input(ImportOpml)
    .output(OpmlImport)
    .mutation(({ ctx, input }) => importOpml(ctx.app, input)),
});
