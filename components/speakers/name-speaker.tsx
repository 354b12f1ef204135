"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Episode } from "@/components/episodes/types";
import { notify } from "@/components/shell/notify";
import { useTRPC } from "@/components/trpc/client";
import { problemOf } from "@/components/trpc/problem-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Voice } from "./group-speakers";
import { ScopeChoice } from "./scope-choice";
import { suggestNames } from "./suggest-names";
import type { Speaker } from "./types";

type NameSpeakerProps = { episode: Episode; voice: Voice; voices: readonly Voice[]; onClose: () => void };

/** Says who is meant by a label of the transcript, which stays as it is. */
export function NameSpeaker({ episode, voice, voices, onClose }: NameSpeakerProps) {
  const [label, setLabel] = useState(voice.labels[0]?.label ?? voice.shown);
  const speaker = voice.labels.find((candidate) => candidate.label === label);
  const [name, setName] = useState(voice.shown);
  const [scope, setScope] = useState(speaker?.scope ?? "episode");
  const save = useNaming(episode.id, label, onClose);
  const suggestions = suggestNames(episode.persons, { shown: voice.shown, taken: voices.map(({ shown }) => shown) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const written = name.trim();
    save.mutate({ id: episode.id, label, scope, name: written === label ? null : written });
  };

  return (
    <Dialog
      onClose={onClose}
      title="Who is this?"
      description={
        <>
          The transcript says <b className="font-medium text-ink">“{label}”</b>. The name that you give stands in its
          place in the text, in search results and in exports.
        </>
      }
    >
      <form onSubmit={submit}>
        {voice.labels.length > 1 && <LabelChoice labels={voice.labels} value={label} onChange={setLabel} />}
        <Input
          dir="auto"
          aria-label="Name"
          autoComplete="off"
          maxLength={100}
          placeholder={label}
          value={name}
          aria-invalid={save.isError}
          aria-describedby={save.isError ? "name-problem" : undefined}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        {suggestions.length > 0 && <Suggestions names={suggestions} onChoose={setName} />}
        <ScopeChoice value={scope} feedTitle={episode.feed_title} onChange={setScope} />
        {save.isError && (
          <p id="name-problem" role="alert" className="mt-3 text-danger text-sm">
            {problemOf(save.error)}
          </p>
        )}
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          {speaker?.name && (
            <Button
              look="quiet"
              className="mr-auto -ml-3.5"
              disabled={save.isPending}
              onClick={() => save.mutate({ id: episode.id, label, name: null, scope: speaker.scope ?? "episode" })}
            >
              Use “{label.length > 24 ? `${label.slice(0, 24)}…` : label}” again
            </Button>
          )}
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" disabled={save.isPending || name.trim() === ""}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useNaming(id: number, label: string, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.episodes.nameSpeaker.mutationOptions({
      onSuccess: async ({ speakers }) => {
        queryClient.setQueryData(trpc.episodes.speakers.queryKey({ id }), { speakers });
        // A name may hold in other episodes, too.
        void queryClient.invalidateQueries(trpc.episodes.speakers.pathFilter());
        await queryClient.invalidateQueries(trpc.episodes.readable.pathFilter());
        const name = speakers.find((speaker) => speaker.label === label)?.name;
        notify.success(name ? `“${label}” is ${name} now` : `“${label}” is shown as in the transcript`);
        onDone();
      },
    }),
  );
}

type LabelChoiceProps = { labels: readonly Speaker[]; value: string; onChange: (label: string) => void };

/** Several labels have one name: only one of them is named anew. */
function LabelChoice({ labels, value, onChange }: LabelChoiceProps) {
  return (
    <Field label="Several labels have this name. Which one do you mean?" className="mb-4">
      {({ id }) => (
        <Select id={id} value={value} onChange={(event) => onChange(event.target.value)} className="w-full">
          {labels.map(({ label }) => (
            <option key={label}>{label}</option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Suggestions({ names, onChoose }: { names: readonly string[]; onChoose: (name: string) => void }) {
  return (
    <ul aria-label="People of this episode" className="mt-2 flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li key={name}>
          <Button size="small" onClick={() => onChoose(name)} className="rounded-full!">
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
