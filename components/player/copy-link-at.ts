import { copyText } from "@/components/shell/copy-text";

/** Puts a link to a moment of the episode that is shown on the clipboard. */
export function copyLinkAt(seconds: number, label: string): Promise<void> {
  return copyText(`${location.origin}${location.pathname}?t=${seconds}`, { title: `Link to ${label} copied` });
}
