import { describe, expect, it } from "vitest";
import type { Feed } from "../types";
import { noCredentials } from "./credentials";
import { changesOf, type FeedForm, formOf } from "./feed-form";

const feed = {
  title: "Harbour Notes",
  custom_title: "My harbour",
  url: "https://e.example/feed",
  is_paused: false,
  settings: {
    language: null,
    transcript_policy: "external_only",
    auto_download: true,
    keep_audio: null,
    model: null,
    priority: "normal",
  },
} as Feed; // the form reads no more of it

const changed = (form: Partial<FeedForm>) => changesOf(feed, { ...formOf(feed), ...form });

describe("what is saved of a form", () => {
  it.each<[string, Partial<FeedForm>, object]>([
    ["nothing of what was not touched", {}, {}],
    ["nothing of spaces around it", { title: " My harbour ", url: " https://e.example/feed " }, {}],
    ["an empty title as none", { title: " " }, { custom_title: null }],
    ["the publisher's title as none", { title: "Harbour Notes" }, { custom_title: null }],
    ["a language", { language: "de" }, { language: "de" }],
    ["going back to the library", { policy: "", autoDownload: "" }, { transcript_policy: null, auto_download: null }],
    [
      "no as an answer of its own",
      { autoDownload: "no", keepAudio: "no" },
      { auto_download: false, keep_audio: false },
    ],
    [
      "model, priority and pause",
      { model: "base", priority: "high", isPaused: true },
      {
        model: "base",
        priority: "high",
        is_paused: true,
      },
    ],
    ["another address", { url: "https://other.example/" }, { url: "https://other.example/" }],
    ["that nothing opens it any more", { access: "remove" }, { credentials: null }],
    [
      "a password",
      { access: "replace", credentials: { ...noCredentials, username: " ann ", password: " p " } },
      {
        credentials: { username: "ann", password: " p " },
      },
    ],
    [
      "a token",
      { access: "replace", credentials: { ...noCredentials, kind: "token", token: " t " } },
      {
        credentials: { token: "t" },
      },
    ],
    ["no password that was not typed", { access: "replace" }, {}],
  ])("%s", (_, form, changes) => {
    expect(changed(form)).toEqual(changes);
  });
});
