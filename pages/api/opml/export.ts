import type { NextApiRequest, NextApiResponse } from "next";
import { webApp } from "@/server/app";
import { exportOpml } from "@/server/feeds/opml/opml.service";
import { sendFile } from "@/server/transports/files/send-file";

/** Every subscription as an OPML file. A Pages route, because route handlers lose their Content-Length. */
export default function handler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const app = webApp();
  return sendFile(app, request, response, async () => ({
    ...(await exportOpml(app)),
    mediaType: "text/x-opml; charset=utf-8",
  }));
}

export const config = { api: { bodyParser: false, responseLimit: false } };
