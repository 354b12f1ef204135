import { formatBytes } from "@/server/platform/format-bytes";

export type Room = {
  /** Of the disk; null where it cannot be told. */
  freeBytes: number | null;
  minFreeBytes: number;
  /** Of all stored audio. */
  usedBytes: number;
  /** 0 means none. */
  quotaBytes: number;
  /** What would come on top. */
  wantedBytes: number;
};

/** Why there is no room for so much more audio, or null when there is. */
export function decideRoom({ freeBytes, minFreeBytes, usedBytes, quotaBytes, wantedBytes }: Room): string | null {
  if (freeBytes !== null && freeBytes - wantedBytes < minFreeBytes) {
    return `the disk has ${formatBytes(freeBytes)} free, and ${formatBytes(minFreeBytes)} are to stay free (storage_min_free_gb)`;
  }
  if (quotaBytes > 0 && usedBytes + wantedBytes > quotaBytes) {
    return `${formatBytes(usedBytes)} of audio are stored, and the quota is ${formatBytes(quotaBytes)} (audio_quota_gb)`;
  }
  return null;
}
