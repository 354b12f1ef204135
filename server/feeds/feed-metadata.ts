import { withoutSecrets } from "@/server/platform/secret-parameters";
import type { FeedMetadata } from "./feeds.repo";
import type { ParsedFeed } from "./parsing/parsed-feed";
import { plainText } from "./parsing/plain-text";

/** What is stored of what a feed says about itself. */
export function metadataOf(feed: ParsedFeed): FeedMetadata {
  const { title, author, imageUrl, language, categories, podcastGuid, isLocked, isComplete } = feed;
  const description = feed.description && plainText(feed.description);
  const link = feed.link && withoutSecrets(feed.link);
  return { title, description, author, link, imageUrl, language, categories, podcastGuid, isLocked, isComplete };
}
