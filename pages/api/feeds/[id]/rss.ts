import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveFeedDocument } from "@/server/transports/files/exports";

/** The podcast as RSS, with transcripts that point here. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return serveFeedDocument(webApp(), request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
