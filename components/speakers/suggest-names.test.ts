import { expect, it } from "vitest";
import { suggestNames } from "./suggest-names";

it("suggests each person of the feed once, those who have no voice yet first", () => {
  const persons = [
    { name: "Ann", role: "host" },
    { name: "Bo", role: "guest" },
    { name: "Ann", role: "editor" },
  ];
  expect(suggestNames(persons, ["Ann", "S1"])).toEqual(["Bo", "Ann"]);
});
