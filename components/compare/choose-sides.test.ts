import { describe, expect, it } from "vitest";
import { chooseSides, replaceSide } from "./choose-sides";

const versions = [{ id: 5 }, { id: 9 }, { id: 7 }];

describe("the sides of a comparison", () => {
  it.each([
    ["the shown one and the newest other", null, null, { left: 5, right: 9 }],
    ["those that are asked for", 7, 5, { left: 7, right: 5 }],
    ["only one is asked for", null, 7, { left: 5, right: 7 }],
    ["the shown one is asked for on the right", null, 5, { left: 9, right: 5 }],
    ["what is gone is replaced", 99, 98, { left: 5, right: 9 }],
    ["one is not compared with itself", 9, 9, { left: 9, right: 5 }],
  ])("%s", (_, left, right, sides) => {
    expect(chooseSides(versions, { left, right })).toEqual(sides);
  });
  it("are none with fewer than two versions", () => {
    expect([chooseSides([{ id: 1 }], { left: 1, right: 1 }), chooseSides([], { left: null, right: null })]).toEqual([
      null,
      null,
    ]);
  });
});

describe("another version on one side", () => {
  it("takes its place", () => {
    expect(replaceSide({ left: 5, right: 9 }, "right", 7)).toEqual({ left: 5, right: 7 });
  });
  it("changes places with the other side", () => {
    expect(replaceSide({ left: 5, right: 9 }, "left", 9)).toEqual({ left: 9, right: 5 });
  });
});
