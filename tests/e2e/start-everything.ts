import { startProduct } from "@/tests/system/start-product";
import { startPodcastHost } from "./podcast-host";
import { startRecord } from "./start-record";

/** One product on a folder of its own, and one host with podcasts, for all tests. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const host = await startPodcastHost();
  const record = await startRecord();
  const product = await startProduct({ env: { OUTBOUND_ALLOW: host.allow, LOG_LEVEL: "warn", ...record.env } });
  process.env.E2E_PRODUCT_URL = product.url;
  process.env.E2E_HOST_URL = host.url;
  return async () => {
    await product.stop();
    await record.stop();
    await host.close();
  };
}
