import fc from "fast-check";
import { expect, it } from "vitest";
import type { Http, HttpRequest } from "@/server/platform/http";
import { createSecrets } from "@/server/platform/secrets";
import {
  accessFrom,
  joinAccess,
  openAccess,
  publicAccess,
  sealAccess,
  splitAccess,
  urlKeyOf,
  withAccess,
} from "./feed-access";

const ctx = { secrets: createSecrets({ secretKey: "a key of the operator", keyFile: "/nowhere" }) };
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

it.each([
  ["https://example.org/feed?show=1", "https://example.org/feed?show=1", null, []],
  ["https://ann:pa%3Ass@example.org/feed", "https://example.org/feed", basic("ann:pa:ss"), []],
  ["https://J%C3%BCrgen:x@example.org/", "https://example.org/", basic("Jürgen:x"), []],
  ["https://token@example.org/", "https://example.org/", basic("token:"), []],
  ["https://example.org/rss?auth=s3cret&show=12", "https://example.org/rss?show=12", null, [["auth", "s3cret"]]],
  ["https://example.org/rss?show=12&Token=a%2Bb", "https://example.org/rss?show=12", null, [["Token", "a+b"]]],
  ["https://example.org/rss?key=show1&q=a+b%20c", "https://example.org/rss?key=show1&q=a+b%20c", null, []],
])("%s is %s to everybody", (address, url, authorization, parameters) => {
  expect(splitAccess(address)).toEqual({ url, access: { authorization, parameters } });
});

const known = splitAccess("http://ann:hunter2@example.org/rss");

it.each([
  ["the password, where the host is the same but encrypted", "https://example.org/rss", basic("ann:hunter2"), []],
  ["nothing, at another host", "https://other.example/rss", null, []],
  ["what the address itself names", "https://bob:x@example.org/rss?token=one", basic("bob:x"), [["token", "one"]]],
])("finds an address that a feed leads to opened by %s", (_, address, authorization, parameters) => {
  expect(accessFrom(known, address).access).toEqual({ authorization, parameters });
});

it("shows the password where it may, and asks as it was told otherwise", async () => {
  const seen: unknown[] = [];
  const http = {
    get: async (_: string, { headers }: HttpRequest) => seen.push(headers),
  } as unknown as Http;
  const opened = withAccess(http, known);
  for (const url of ["https://example.org/t.vtt", "https://other.example/t.vtt"])
    await opened.get(url, { headers: { accept: "text/vtt" }, maxBytes: 1, timeoutMs: 1 });
  expect(seen).toEqual([{ accept: "text/vtt", authorization: basic("ann:hunter2") }, { accept: "text/vtt" }]);
});

it("puts an address together as it was, for the host that reads it", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (address, token) => {
      const whole = new URL(address);
      whole.searchParams.append("token", token);
      const { url, access } = splitAccess(whole.href);
      const joined = new URL(joinAccess(url, access));
      const sorted = (target: URL) => [...target.searchParams].map(String).sort();
      expect(sorted(joined)).toEqual(sorted(whole));
      expect(url).not.toContain("token=");
    }),
  );
});

it("knows two tokens for one address as two feeds, without showing them", () => {
  const keyOf = (address: string) => {
    return urlKeyOf(ctx, splitAccess(address));
  };
  expect(keyOf("https://example.org/rss?token=one")).toBe(keyOf("https://example.org/rss/?token=one"));
  expect(keyOf("https://example.org/rss?token=one")).not.toBe(keyOf("https://example.org/rss?token=two"));
  expect(keyOf("https://example.org/rss?token=one")).not.toContain("one");
  expect(keyOf("https://ann:x@example.org/rss")).toBe(keyOf("https://example.org/rss"));
});

it("stores nothing for an open feed, and what opens a private one only sealed", () => {
  expect(sealAccess(ctx, publicAccess)).toBeNull();
  expect(openAccess(ctx, null)).toEqual(publicAccess);
  const { access } = splitAccess("https://ann:hunter2@example.org/rss?token=one");
  const sealed = sealAccess(ctx, access);
  expect(Buffer.from(sealed ?? []).toString("latin1")).not.toContain("hunter2");
  expect(openAccess(ctx, sealed)).toEqual(access);
});
