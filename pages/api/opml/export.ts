import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveOpml } from "@/server/transports/files/exports";

/** All subscriptions as an OPML file. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return serveOpml(webApp(), request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
