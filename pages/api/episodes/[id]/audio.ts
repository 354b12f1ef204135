import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveAudioFile } from "@/server/transports/files/audio-file";
import { passToRest } from "@/server/transports/files/pass-to-rest";
import { createCatalogRest } from "@/server/transports/rest/catalog-rest";

const rest = createCatalogRest(webApp);

/** The stored audio as a stream. A Pages route, because route handlers lose their Content-Length; all but reading is the catalog's. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const isReading = request.method === "GET" || request.method === "HEAD";
  return isReading ? serveAudioFile(webApp(), request, response) : passToRest(rest, request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
