import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { Artwork } from "@/components/ui/artwork";
import type { AppRouter } from "@/server/transports/trpc/router";

type FoundFeed = inferRouterOutputs<AppRouter>["search"]["query"]["feeds"][number];

/** Podcasts that go by what was looked for; nothing where none does. */
export function FoundFeeds({ feeds }: { feeds: readonly FoundFeed[] }) {
  if (feeds.length === 0) return null;
  return (
    <section aria-label="Podcasts" className="mb-6">
      <ul className="grid gap-2 sm:grid-cols-2">
        {feeds.map(({ id, title, author, image_url: imageUrl }) => (
          <li key={id}>
            <Link
              href={`/feeds/${id}`}
              className="flex items-center gap-3 rounded-xl border border-line px-3 py-2.5 transition-colors hover:bg-subtle"
            >
              <Artwork src={imageUrl} title={title} className="size-10 rounded-lg" />
              <span className="min-w-0">
                <span dir="auto" className="block truncate font-medium">
                  {title}
                </span>
                {author && (
                  <span dir="auto" className="block truncate text-faint text-xs">
                    {author}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
