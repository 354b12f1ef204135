import fc from "fast-check";
import { expect, it } from "vitest";
import { createUniqueNames } from "./unique-names";

it("leaves a name alone as long as it is free", () => {
  const unique = createUniqueNames(["c.md"]);
  expect(
    ["a.md", "b.md", "a.md", "A.md", "a (2).md", "c.md", "für.md", "fu\u0308r.md", "none", "none"].map(unique),
  ).toEqual([
    "a.md",
    "b.md",
    "a (2).md",
    "A (3).md",
    "a (2) (2).md",
    "c (2).md",
    "für.md",
    "fu\u0308r (2).md",
    "none",
    "none (2)",
  ]);
});

it("gives no name twice", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a.md", "A.md", "a (2).md", "b", ".md")), (names) => {
      const given = names.map(createUniqueNames()).map((name) => name.toLowerCase());
      expect(new Set(given).size).toBe(names.length);
    }),
  );
});
