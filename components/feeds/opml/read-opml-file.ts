import { MAX_OPML_BYTES } from "@/server/feeds/opml/max-opml-bytes";
import { decodeFeed } from "@/server/feeds/parsing/decode-feed";

/** The text of a file, in the encoding that it declares; or why it is not read, as a sentence. */
export async function readOpmlFile(file: File): Promise<{ opml: string } | { problem: string }> {
  if (file.size > MAX_OPML_BYTES)
    return { problem: "This file is larger than 10 MB: it can hardly be a list of podcasts." };
  try {
    return { opml: decodeFeed(new Uint8Array(await file.arrayBuffer()), file.type) };
  } catch {
    return { problem: "The browser cannot read this file." };
  }
}
