import { notify } from "@/components/shell/notify";

/** Puts a link to a moment of the episode that is shown on the clipboard. */
export async function copyLinkAt(seconds: number, label: string): Promise<void> {
  const link = `${location.origin}${location.pathname}?t=${seconds}`;
  try {
    await navigator.clipboard.writeText(link);
    notify.success(`Link to ${label} copied`);
  } catch {
    notify.error("The browser does not let this page copy", { description: link });
  }
}
