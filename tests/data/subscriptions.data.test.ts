import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { urlKeyOfAddress } from "@/server/feeds/feed-access";
import { readItunesAnswer } from "@/server/feeds/itunes/itunes-answer";
import { judgeLines } from "@/server/feeds/opml/judge-lines";
import { readOpml } from "@/server/feeds/opml/read-opml";
import { writeOpml } from "@/server/feeds/opml/write-opml";
import { decodeFeed } from "@/server/feeds/parsing/decode-feed";
import { AppError } from "@/server/platform/errors";
import { createSecrets } from "@/server/platform/secrets";
import { hasSharedData, readShared, sharedPath } from "./shared-data";

const secrets = createSecrets({ secretKey: "a key of the operator", keyFile: "/nowhere" });
const urlKeyOf = (address: string) => urlKeyOfAddress({ secrets }, address);

const filesOf = (...path: string[]) => (hasSharedData ? readdirSync(sharedPath(...path)).sort() : []);

function print(title: string, rows: readonly (readonly [string, string])[]): void {
  process.stdout.write(`${title}\n${rows.map(([file, what]) => `  ${file.padEnd(32)} ${what}`).join("\n")}\n`);
}

describe.skipIf(!hasSharedData)("real OPML files", () => {
  const read = (file: string) => readOpml(decodeFeed(readShared("opml", file)));
  const countOf = (file: string) => {
    const statuses = judgeLines(read(file).lines, [], urlKeyOf).map(({ status }) => status);
    return Object.fromEntries(
      [...Map.groupBy(statuses, (status) => status)].map(([status, all]) => [status, all.length]),
    );
  };

  it("are read, the broken ones too", () => {
    const counts = Object.fromEntries(filesOf("opml").map((file) => [file, countOf(file)]));
    print(
      "OPML",
      Object.entries(counts).map(([file, count]) => {
        const { title, lines } = read(file);
        const folders = new Set(lines.map(({ folder }) => folder)).size;
        return [file, `${JSON.stringify(count)} «${title}», folders: ${folders}, first: ${lines[0]?.title ?? "none"}`];
      }),
    );
    expect(counts).toEqual({
      "badsample03.opml": { new: 1 },
      "badsample05.opml": { new: 1 },
      "badsample13.opml": {},
      "badsample15.opml": {},
      "feeds.opml": { new: 11 },
      "german-tech-podcasts.opml": { new: 111, duplicate: 1 },
      "gnome-export.opml": { new: 6 },
      "mySubscriptions.opml": { new: 13 },
      "states.opml": {},
    });
  });

  it.each(filesOf("opml"))("%s goes out and in as the same list", (file) => {
    const lines = judgeLines(read(file).lines, [], urlKeyOf);
    const subscriptions = lines.map(({ title, url }) => ({ title, url, link: null }));
    const again = readOpml(writeOpml({ title: file, createdAt: new Date(0), subscriptions })).lines;
    expect(again).toEqual(subscriptions.map(({ title, url }) => ({ title, address: url, folder: null })));
  });

  it.each(filesOf("feeds").filter((file) => file.endsWith(".xml")))("the feed %s is taken for no list", (file) => {
    expect(() => readOpml(decodeFeed(readShared("feeds", file)))).toThrow(AppError);
  });
});

describe.skipIf(!hasSharedData)("real answers of Apple", () => {
  const outcomeOf = (body: Uint8Array) => {
    try {
      const podcasts = readItunesAnswer(body);
      const withFeed = podcasts.filter(({ feedUrl }) => feedUrl !== null).length;
      return `${podcasts.length} podcasts, ${withFeed} with a feed; first: ${podcasts[0]?.title ?? "none"}`;
    } catch (error) {
      return error instanceof AppError ? `${error.kind}: ${error.message}` : `threw ${error}`;
    }
  };

  it("are read, as they are and wrapped by a proxy", () => {
    const files = filesOf("api", "itunes");
    const outcomes = Object.fromEntries(files.map((file) => [file, outcomeOf(readShared("api", "itunes", file))]));
    print("iTunes", Object.entries(outcomes));
    expect(outcomes).toEqual({
      "lookup-positron.json": "1 podcasts, 1 with a feed; first: Positron",
      "search_1.json": "1 podcasts, 1 with a feed; first: CushVlogs Audio - Matt Christman - Chapo Trap House",
      "search_10.json": "10 podcasts, 10 with a feed; first: Chapo",
      "search_empty.json": "0 podcasts, 0 with a feed; first: none",
      "top-podcasts.allorigins.json": "unavailable: the answer of Apple Podcasts cannot be read",
    });
    for (const file of files) {
      const contents = readShared("api", "itunes", file).toString();
      const wrapped = Buffer.from(JSON.stringify({ contents, status: { http_code: 200 } }));
      expect(outcomeOf(wrapped)).toBe(outcomes[file]);
    }
  });
});
