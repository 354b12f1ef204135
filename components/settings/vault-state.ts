import type { Vault } from "./types";

export type VaultState =
  | { kind: "never" }
  | { kind: "queued"; trouble: string | null }
  | { kind: "running"; percent: number; note: string | null }
  | { kind: "done"; note: string | null; at: Date | null }
  | { kind: "failed"; note: string | null; at: Date | null };

/** How the last run of the vault went, or how far the present one is. */
export function vaultState({ job, synced_at: at }: Pick<Vault, "job" | "synced_at">): VaultState {
  if (!job) return { kind: "never" };
  const { state, progress, note } = job;
  if (state === "queued") return { kind: "queued", trouble: note };
  if (state === "running") return { kind: "running", percent: progress, note };
  return { kind: state === "completed" ? "done" : "failed", note, at };
}
