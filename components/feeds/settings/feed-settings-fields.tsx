"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Feed } from "../types";
import { AccessField } from "./access-field";
import { Choice } from "./choice";
import type { FeedForm } from "./feed-form";
import { inherited, policyNames } from "./inherited";
import { LanguageField } from "./language-field";
import type { FieldProblems } from "./problem-fields";
import type { LibrarySettings } from "./types";

type FeedSettingsFieldsProps = {
  feed: Feed;
  form: FeedForm;
  library: LibrarySettings | undefined;
  problems: FieldProblems;
  onChange: (part: Partial<FeedForm>) => void;
};

export function FeedSettingsFields({ feed, form, library, problems, onChange }: FeedSettingsFieldsProps) {
  return (
    <div className="space-y-6">
      <Group>
        <Field label="Title" hint="Yours alone. Empty is the publisher's." problem={problems.custom_title}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              maxLength={300}
              placeholder={feed.title}
              value={form.title}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          )}
        </Field>
        <LanguageField
          value={form.language}
          ofFeed={feed.settings.language === null ? feed.language : null}
          problem={problems.language}
          onChange={(language) => onChange({ language })}
        />
      </Group>
      <Group title="Transcripts">
        <Choice
          label="Where they come from"
          className="sm:col-span-2"
          value={form.policy}
          options={{ "": inherited(library, "transcript_policy"), ...policyNames }}
          onChange={(policy) => onChange({ policy })}
        />
        <Field label="Speech model" hint="For transcripts that are made here." problem={problems.model}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              placeholder={inherited(library, "whisper_model")}
              value={form.model}
              onChange={(event) => onChange({ model: event.target.value })}
            />
          )}
        </Field>
        <Choice
          label="Priority"
          value={form.priority}
          options={{ low: "Low", normal: "Normal", high: "High" }}
          onChange={(priority) => onChange({ priority })}
        />
      </Group>
      <Group title="Audio">
        <Choice
          label="Download every new episode"
          value={form.autoDownload}
          options={{ "": inherited(library, "auto_download"), ...answers }}
          onChange={(autoDownload) => onChange({ autoDownload })}
        />
        <Choice
          label="Keep it once there is a transcript"
          value={form.keepAudio}
          options={{ "": inherited(library, "keep_audio"), ...answers }}
          onChange={(keepAudio) => onChange({ keepAudio })}
        />
      </Group>
      <Group title="Feed">
        <Field label="Address" problem={problems.url} className="sm:col-span-2">
          {(control) => (
            <Input
              {...control}
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={2000}
              value={form.url}
              onChange={(event) => onChange({ url: event.target.value })}
            />
          )}
        </Field>
        <div className="sm:col-span-2">
          <AccessField
            hasCredentials={feed.has_credentials}
            form={form}
            problem={problems.credentials}
            onChange={onChange}
          />
        </div>
        <label className="flex min-h-9 items-center gap-2.5 text-sm max-md:min-h-11 sm:col-span-2">
          <input
            type="checkbox"
            checked={form.isPaused}
            onChange={(event) => onChange({ isPaused: event.target.checked })}
            className="size-4 accent-accent"
          />
          Paused: looked at only when you refresh it
        </label>
      </Group>
    </div>
  );
}

const answers = { yes: "Yes", no: "No" } as const;

function Group({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="grid items-start gap-x-5 gap-y-4 sm:grid-cols-2">
      {title && <h3 className="border-line border-t pt-5 font-semibold text-muted text-sm sm:col-span-2">{title}</h3>}
      {children}
    </section>
  );
}
