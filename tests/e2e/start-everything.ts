import { startItunes } from "@/tests/fakes/itunes";
import { startPocketcasts } from "@/tests/fakes/pocketcasts";
import { startProduct } from "@/tests/system/start-product";
import { startPodcastHost } from "./podcast-host";
import { startRecord } from "./start-record";

/** A show that no search finds; it lists the one episode of "Harbour Notes" that has no transcript of its own. */
export const UNFOUND_SHOW = "5a4d6b1e-0000-4000-8000-00000000000a";

/** One product on a folder of its own, one host with podcasts, a directory that lists them all, and one Pocket Casts, for all tests. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const confused = new Set<string>();
  const [host, itunes, pocketcasts] = await Promise.all([startPodcastHost(), startItunes(), startPocketcasts()]);
  pocketcasts.episodes.set(UNFOUND_SHOW, [pocketcasts.episode("A day without words", null)]);
  itunes.find = (term) => {
    if (term.startsWith("nobody can read") && !confused.has(term)) {
      confused.add(term);
      itunes.moods.push({ kind: "broken" });
    }
    const key = /harbour notes ([\w-]+)/.exec(term)?.[1];
    if (!key) return [];
    const author = "Mara Quill";
    const id = Number.parseInt(Buffer.from(key).toString("hex").slice(0, 12), 16);
    const listed = {
      id,
      title: `Harbour Notes ${key}`,
      author,
      episodes: 4,
      feedUrl: `${host.url}/harbour-${key}.xml`,
    };
    return [listed, { id: id + 1, title: `More of ${key}`, author, feedUrl: `${host.url}/harbour-more-${key}.xml` }];
  };
  const record = await startRecord();
  const product = await startProduct({
    env: {
      OUTBOUND_ALLOW: `${host.allow} ${itunes.allow} ${pocketcasts.allow}`,
      ITUNES_API_URL: itunes.url,
      POCKETCASTS_ENABLED: "true",
      POCKETCASTS_API_URL: pocketcasts.url,
      LOG_LEVEL: "warn",
      ...record.env,
    },
  });
  process.env.E2E_PRODUCT_URL = product.url;
  process.env.E2E_HOST_URL = host.url;
  return async () => {
    await product.stop();
    await record.stop();
    await Promise.all([host.close(), itunes.close(), pocketcasts.close()]);
  };
}
