import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { serveTranscript } from "@/server/transports/files/exports";

/** The transcript as a download. A Pages route, because route handlers lose their Content-Length. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  return serveTranscript(webApp(), request, response);
}

export const config = { api: { bodyParser: false, responseLimit: false } };
