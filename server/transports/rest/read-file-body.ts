import { decodeFeed } from "@/server/feeds/parsing/decode-feed";
import { invalid } from "@/server/platform/errors";
import type { RestMeta } from "../trpc/trpc";
import { readBytes } from "./read-bytes";

/** What a form adds around its file. */
const FORM_BYTES = 100_000;

/**
 * Reads an XML file that is sent as it is, under whatever type, or as the file of a multipart form, as text in the encoding
 * that it declares; null when the body is JSON.
 * @throws `invalid` when it is too large or the form holds no file
 */
export async function readFileBody(
  request: Request,
  { field, maxBytes }: NonNullable<RestMeta["file"]>,
): Promise<Record<string, string> | null> {
  const type = request.headers.get("content-type") ?? "";
  if (/\bjson\b/i.test(type)) return null;
  if (!/^multipart\/form-data\b/i.test(type)) {
    const bytes = await readBytes(request, maxBytes);
    return { [field]: decodeFeed(bytes, type) };
  }
  const file = await fileOf(await readBytes(request, maxBytes + FORM_BYTES), type);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw invalid(`the file is larger than ${Math.round(maxBytes / 1e6)} MB`);
  return { [field]: decodeFeed(bytes, file.type) };
}

async function fileOf(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<File> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch((cause) => {
    throw invalid("the form cannot be read", { cause });
  });
  const files = [...form.values()].filter((value) => value instanceof File);
  const [file] = files;
  if (!file) throw invalid("the form holds no file");
  if (files.length > 1) throw invalid("the form holds more than one file");
  return file;
}
