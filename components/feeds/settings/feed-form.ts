import type { Feed } from "../types";
import { credentialsOf, noCredentials, type TypedCredentials } from "./credentials";
import type { FeedChanges } from "./types";

/** The settings of a podcast as they stand in the form. Empty: as in the library. */
export type FeedForm = {
  title: string;
  language: string;
  policy: "" | NonNullable<Feed["settings"]["transcript_policy"]>;
  model: string;
  priority: Feed["settings"]["priority"];
  autoDownload: "" | "yes" | "no";
  keepAudio: "" | "yes" | "no";
  url: string;
  access: "keep" | "replace" | "remove";
  credentials: TypedCredentials;
  isPaused: boolean;
};

export function formOf(feed: Feed): FeedForm {
  const { settings } = feed;
  return {
    title: feed.custom_title ?? "",
    language: settings.language ?? "",
    policy: settings.transcript_policy ?? "",
    model: settings.model ?? "",
    priority: settings.priority,
    autoDownload: answerOf(settings.auto_download),
    keepAudio: answerOf(settings.keep_audio),
    url: feed.url,
    access: "keep",
    credentials: noCredentials,
    isPaused: feed.is_paused,
  };
}

const answerOf = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no");

/** What is to be saved: only what is other than before. A title that is the publisher's is none of one's own. */
export function changesOf(feed: Feed, form: FeedForm): FeedChanges {
  const before = formOf(feed);
  const title = form.title.trim() === feed.title ? "" : form.title.trim();
  const isOther = (name: keyof FeedForm) => form[name] !== before[name];
  const changes: FeedChanges = {
    custom_title: title === before.title ? undefined : title || null,
    language: form.language.trim() === before.language ? undefined : form.language.trim() || null,
    transcript_policy: isOther("policy") ? form.policy || null : undefined,
    model: form.model.trim() === before.model ? undefined : form.model.trim() || null,
    priority: isOther("priority") ? form.priority : undefined,
    auto_download: isOther("autoDownload") ? booleanOf(form.autoDownload) : undefined,
    keep_audio: isOther("keepAudio") ? booleanOf(form.keepAudio) : undefined,
    url: form.url.trim() === before.url ? undefined : form.url.trim(),
    credentials: accessOf(form),
    is_paused: isOther("isPaused") ? form.isPaused : undefined,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

const booleanOf = (answer: "" | "yes" | "no") => (answer === "" ? null : answer === "yes");

function accessOf({ access, credentials }: FeedForm): FeedChanges["credentials"] {
  if (access === "remove") return null;
  return access === "replace" ? (credentialsOf(credentials) ?? undefined) : undefined;
}
