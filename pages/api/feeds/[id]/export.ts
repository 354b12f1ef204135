import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveFeedArchive } from "@/server/transports/files/exports";

/** All transcripts of a podcast as one ZIP file. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return serveFeedArchive(webApp(), request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
