import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveChapters } from "@/server/transports/files/exports";

/** The chapters as a document of Podcasting 2.0. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return serveChapters(webApp(), request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
