import { notify } from "./notify";

/** Puts a text on the clipboard and says so. Where the browser refuses, the text is shown instead. */
export async function copyText(text: string, done: { title: string; description?: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify.success(done.title, done.description ? { description: done.description } : {});
  } catch {
    notify.error("The browser does not let this page copy", { description: text });
  }
}
