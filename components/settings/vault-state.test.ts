import { expect, it } from "vitest";
import { vaultState } from "./vault-state";

const at = new Date("2026-03-01T12:00:00Z");
const job = (state: string, note: string | null = null) => ({ id: 1, state, progress: 40, note });

it.each([
  [null, null, { kind: "never" }],
  [job("queued"), null, { kind: "queued", trouble: null }],
  [job("queued", "no room"), null, { kind: "queued", trouble: "no room" }],
  [job("running", "4 of 10 files"), null, { kind: "running", percent: 40, note: "4 of 10 files" }],
  [job("completed", "3 written"), at, { kind: "done", note: "3 written", at }],
  [job("failed", "no room"), at, { kind: "failed", note: "no room", at }],
  [job("cancelled"), at, { kind: "failed", note: null, at }],
])("%j ended at %s", (job, synced_at, state) => {
  expect(vaultState({ job, synced_at })).toEqual(state);
});
