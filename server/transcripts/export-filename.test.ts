import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition, exportFilename } from "./export-filename";

const publishedAt = new Date("2026-01-02T23:00:00Z");
const nameOf = (title: string, date: Date | null = publishedAt) =>
  exportFilename({ title, publishedAt: date, extension: "md" });

describe("the name of a file", () => {
  it.each([
    ["Hello there", "2026-01-02_Hello there.md"],
    ["日本語のタイトル", "2026-01-02_日本語のタイトル.md"],
    ['a/b\\c:d*e?f"g<h>i|j', "2026-01-02_a b c d e f g h i j.md"],
    ["...hidden...", "2026-01-02_hidden.md"],
    ["", "2026-01-02_untitled.md"],
    ["../../etc/passwd", "2026-01-02_etc passwd.md"],
    ["tab\tand\nline", "2026-01-02_tab and line.md"],
  ])("%s", (title, expected) => expect(nameOf(title)).toBe(expected));

  it("needs no date", () => expect(nameOf("Hello", null)).toBe("Hello.md"));
  it("is no name that Windows reserves", () => expect(nameOf("con", null)).toBe("_con.md"));
  it("is cut between characters", () => expect(nameOf("👨‍👩‍👧".repeat(20))).toMatch(/^2026-01-02_(?:👨‍👩‍👧)+\.md$/u));

  it("is short and safe whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (title) => {
        const name = nameOf(title);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(name).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]|[. ]$/);
        expect(name.length).toBeGreaterThan("2026-01-02_.md".length);
      }),
    );
  });
});

describe("the header", () => {
  it.each([
    ["a.md", "attachment; filename=\"a.md\"; filename*=UTF-8''a.md"],
    ["Größe (1).md", "attachment; filename=\"Gro_e (1).md\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.md"],
    ["日本.md", "attachment; filename=\"_.md\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.md"],
    ["it's *.md", "attachment; filename=\"it's *.md\"; filename*=UTF-8''it%27s%20%2A.md"],
  ])("%s", (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });

  it("is ASCII on one line, whatever the name", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => /^[\x20-\x7e]+$/.test(contentDisposition(name))));
  });
});
