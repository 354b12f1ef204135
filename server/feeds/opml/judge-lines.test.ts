import { expect, it } from "vitest";
import { createSecrets } from "@/server/platform/secrets";
import { urlKeyOfAddress } from "../feed-access";
import { judgeLines } from "./judge-lines";

const secrets = createSecrets({ secretKey: "a key of the operator", keyFile: "/nowhere" });
const urlKeyOf = (address: string) => urlKeyOfAddress({ secrets }, address);

const line = (address: string, title: string | null = "A") => ({ title, address, folder: null });
const known = [
  { id: 7, title: "Known", urlKeys: ["https://known.org/feed"], itunesId: null },
  { id: 8, title: "From Apple", urlKeys: ["https://cdn.org/x"], itunesId: "42" },
];

it.each([
  ["a new address", ["https://new.org/feed"], ["new"]],
  ["one without a scheme", ["new.org/feed"], ["new"]],
  ["one that is subscribed to, spelt otherwise", ["http://Known.org/feed/?utm_source=x"], ["subscribed"]],
  ["one of Apple's that is subscribed to", ["https://podcasts.apple.com/de/podcast/x/id42"], ["subscribed"]],
  ["two spellings of one address", ["https://new.org/feed", "http://new.org/feed/"], ["new", "duplicate"]],
  ["a known one twice", ["https://known.org/feed", "https://known.org/feed"], ["subscribed", "duplicate"]],
  ["no address", [""], ["invalid"]],
  ["words", ["not an address"], ["invalid"]],
  [
    "another scheme",
    ["ftp://new.org/feed", "javascript:alert(1)", "file:///etc/passwd"],
    ["invalid", "invalid", "invalid"],
  ],
  ["one that is too long", [`https://new.org/${"x".repeat(2000)}`], ["invalid"]],
])("judges %s", (_, addresses, statuses) => {
  expect(
    judgeLines(
      addresses.map((address) => line(address)),
      known,
      urlKeyOf,
    ).map(({ status }) => status),
  ).toEqual(statuses);
});

it("names the feed that is meant, and why", () => {
  expect(judgeLines([line("known.org/feed"), line("known.org/feed")], known, urlKeyOf)).toMatchObject([
    { feedId: 7, message: "In the library as «Known»" },
    { feedId: 7, message: "Stands in the file twice" },
  ]);
});

it.each([
  ["https://me:secret@new.org/feed", "https://new.org/feed", "new"],
  ["https://new.org/feed?token=secret", "https://new.org/feed", "new"],
  ["http://me:secret@[broken/f", "http://[broken/f", "invalid"],
])("shows no secret of %s, and keeps it to add by", (address, url, status) => {
  const [judged] = judgeLines([line(address)], known, urlKeyOf);
  expect(judged).toMatchObject({ url, status, address: status === "new" ? address : null });
});

it("calls a line without a title by its host", () => {
  expect(judgeLines([line("https://new.org/feed", null), line("", null)], [], urlKeyOf)).toMatchObject([
    { title: "new.org" },
    { title: "Untitled" },
  ]);
});
