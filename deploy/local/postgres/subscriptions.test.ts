import { describe, expect, it } from "vitest";
import { listenCommands, listenToExactly, Subscriptions } from "./subscriptions";

describe("listenCommands", () => {
  it.each([
    ["LISTEN jobs", [{ tag: "LISTEN", channel: "jobs" }]],
    ["listen Jobs;", [{ tag: "LISTEN", channel: "jobs" }]],
    ['LISTEN "My ""Jobs"""', [{ tag: "LISTEN", channel: 'My "Jobs"' }]],
    [
      "LISTEN a; UNLISTEN b ; select 1",
      [
        { tag: "LISTEN", channel: "a" },
        { tag: "UNLISTEN", channel: "b" },
      ],
    ],
    ["UNLISTEN *", [{ tag: "UNLISTEN" }]],
    ["LISTEN a -- until the morning", [{ tag: "LISTEN", channel: "a" }]],
    ["select 'people listen to podcasts'", []],
    ["SELECT listen FROM habit", []],
  ])("%s", (sql, commands) => {
    expect(listenCommands(sql)).toEqual(commands);
  });
});

describe("Subscriptions", () => {
  function after(...steps: [sql: string, ...tags: string[]][]): string[] {
    const subscriptions = new Subscriptions();
    for (const [sql, ...tags] of steps) {
      subscriptions.ask(sql);
      for (const tag of tags) subscriptions.completed(tag);
      if (!tags.includes("BEGIN")) subscriptions.transactionEnded();
    }
    return [...subscriptions.channels];
  }

  it("adds what was listened to", () =>
    expect(after(["LISTEN a", "LISTEN"], ["LISTEN b", "LISTEN"])).toEqual(["a", "b"]));
  it("removes what was unlistened", () =>
    expect(after(["LISTEN a", "LISTEN"], ["UNLISTEN a", "UNLISTEN"])).toEqual([]));
  it("removes all with a star", () => expect(after(["LISTEN a", "LISTEN"], ["UNLISTEN *", "UNLISTEN"])).toEqual([]));
  it("ignores a LISTEN that failed", () => expect(after(["LISTEN a"])).toEqual([]));
  it("ignores a LISTEN that was rolled back", () =>
    expect(after(["BEGIN; LISTEN a", "BEGIN", "LISTEN"], ["ROLLBACK", "ROLLBACK"])).toEqual([]));
  it("keeps a LISTEN that was committed", () =>
    expect(after(["BEGIN; LISTEN a", "BEGIN", "LISTEN"], ["COMMIT", "COMMIT"])).toEqual(["a"]));
  it("forgets all with DISCARD ALL", () =>
    expect(after(["LISTEN a", "LISTEN"], ["DISCARD ALL", "DISCARD ALL"])).toEqual([]));
});

describe("listenToExactly", () => {
  it("quotes each channel and names it once", () => {
    expect(listenToExactly(["a", 'b"c', "a"])).toBe('UNLISTEN *; LISTEN "a"; LISTEN "b""c"');
  });
});
