import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { getHealth } from "@/server/status/status.service";

/** For probes: 200 when this server can do its work, 503 when it cannot. */
export default async function handler(_request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const health = await getHealth(webApp());
  response.status(health.status === "healthy" ? 200 : 503).json(health);
}
