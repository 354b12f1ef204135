import { expect, it } from "vitest";
import { suggestNames } from "./suggest-names";

const persons = ["Ann Ark", "Bo Berg", "Ann Ark", "Cy Cole"].map((name) => ({ name }));

it.each([
  ["each person of the feed once", "S1", [], ["Ann Ark", "Bo Berg", "Cy Cole"]],
  ["who has that first name comes first", "bo", [], ["Bo Berg", "Ann Ark", "Cy Cole"]],
  ["who has a voice already comes last", "S1", ["Ann Ark", "S1"], ["Bo Berg", "Cy Cole", "Ann Ark"]],
  ["not what is shown anyway", "Cy Cole", ["Cy Cole"], ["Ann Ark", "Bo Berg"]],
])("%s", (_, shown, taken, names) => {
  expect(suggestNames(persons, { shown, taken })).toEqual(names);
});
