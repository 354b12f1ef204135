import type { ExternalToast } from "sonner";

type Kind = "success" | "error";

/** Whether a toast was ever wanted: until then nothing of them is loaded. */
let isWanted = false;
const listeners = new Set<() => void>();
const ready = Promise.withResolvers<void>();

export const toasterDemand = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isWanted: () => isWanted,
  /** The toaster stands and listens. */
  meet: () => ready.resolve(),
};

async function show(kind: Kind, message: string, options?: ExternalToast): Promise<void> {
  isWanted = true;
  for (const listener of listeners) listener();
  const [{ toast }] = await Promise.all([import("sonner"), ready.promise]);
  toast[kind](message, options);
}

/** Tells of what has become of something that the reader did. */
export const notify = {
  success: (message: string, options?: ExternalToast) => void show("success", message, options),
  error: (message: string, options?: ExternalToast) => void show("error", message, options),
};
