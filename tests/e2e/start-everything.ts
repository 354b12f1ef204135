import { startPocketcasts } from "@/tests/fakes/pocketcasts";
import { startProduct } from "@/tests/system/start-product";
import { startPodcastHost } from "./podcast-host";

/** A show that no search finds; it lists the one episode of "Harbour Notes" that has no transcript of its own. */
export const UNFOUND_SHOW = "5a4d6b1e-0000-4000-8000-00000000000a";

/** One product on a folder of its own, one host with podcasts and one Pocket Casts, for all tests. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const host = await startPodcastHost();
  const pocketcasts = await startPocketcasts();
  pocketcasts.episodes.set(UNFOUND_SHOW, [pocketcasts.episode("A day without words", null)]);
  const product = await startProduct({
    env: {
      OUTBOUND_ALLOW: `${host.allow} ${pocketcasts.allow}`,
      POCKETCASTS_ENABLED: "true",
      POCKETCASTS_API_URL: pocketcasts.url,
      LOG_LEVEL: "warn",
    },
  });
  process.env.E2E_PRODUCT_URL = product.url;
  process.env.E2E_HOST_URL = host.url;
  return async () => {
    await product.stop();
    await pocketcasts.close();
    await host.close();
  };
}
