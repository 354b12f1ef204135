import { expect, it } from "vitest";
import { decideRoom } from "./decide-room";

const GB = 1e9;
const room = { freeBytes: 10 * GB, minFreeBytes: 2 * GB, usedBytes: 5 * GB, quotaBytes: 0, wantedBytes: GB };

it.each([
  ["there is room", {}, null],
  ["up to the last byte", { wantedBytes: 8 * GB }, null],
  ["one byte more is too much", { wantedBytes: 8 * GB + 1 }, "the disk has 10 GB free, and 2.0 GB are to stay free"],
  ["nobody knows how much is free", { freeBytes: null, wantedBytes: 100 * GB }, null],
  ["the quota holds as much", { quotaBytes: 6 * GB }, null],
  [
    "the quota is used up",
    { quotaBytes: 6 * GB, wantedBytes: GB + 1 },
    "5.0 GB of audio are stored, and the quota is 6.0 GB",
  ],
] as const)("%s", (_, given, because) => {
  const decision = decideRoom({ ...room, ...given });
  if (because) expect(decision).toContain(because);
  else expect(decision).toBeNull();
});
