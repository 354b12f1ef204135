export type MediaKind = "audio" | "video" | "unknown";

type MediaClaim = { type: string | null; medium: string | null; href: string };

/** The type is believed when it speaks of media; else the name of the file decides. Null is surely no media. */
export function mediaKindOf({ type, medium, href }: MediaClaim): MediaKind | null {
  const claim = `${type ?? ""} ${medium ?? ""}`;
  if (/\baudio\b|application\/ogg/.test(claim)) return "audio";
  if (/\bvideo\b|mpegurl/.test(claim)) return "video";

  const extension = /\.([a-z0-9]{2,5})$/i.exec(href.replace(/[?#].*$/s, ""))?.[1]?.toLowerCase() ?? "";
  if (audioExtensions.test(extension)) return "audio";
  if (videoExtensions.test(extension)) return "video";
  const isSilent = type === null || type === "application/octet-stream" || !type.includes("/");
  return isSilent && medium === null && !isOtherFile(extension) ? "unknown" : null;
}

const audioExtensions = /^(?:mp3|m4a|m4b|aac|ogg|oga|opus|wav|flac|aif|aiff|wma|mka|weba|amr)$/;
const videoExtensions = /^(?:mp4|m4v|mov|webm|mkv|avi|ogv|mpg|mpeg|wmv|3gp|flv|m3u8)$/;

function isOtherFile(extension: string): boolean {
  return /^(?:jpe?g|png|gif|webp|svg|pdf|epub|zip|torrent|html?|txt|docx?|xml|vtt|srt)$/.test(extension);
}
