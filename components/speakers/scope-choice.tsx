type Scope = "episode" | "feed";
type ScopeChoiceProps = { value: Scope; feedTitle: string; onChange: (scope: Scope) => void };

/** Where a name holds. */
export function ScopeChoice({ value, feedTitle, onChange }: ScopeChoiceProps) {
  const choices: readonly { scope: Scope; text: string }[] = [
    { scope: "episode", text: "In this episode" },
    { scope: "feed", text: `In all episodes of ${feedTitle}` },
  ];
  return (
    <fieldset className="mt-4">
      <legend className="sr-only">Where the name holds</legend>
      {choices.map(({ scope, text }) => (
        <label key={scope} className="flex min-h-8 items-center gap-2.5 max-md:min-h-11">
          <input
            type="radio"
            name="scope"
            checked={value === scope}
            onChange={() => onChange(scope)}
            className="size-4 accent-accent"
          />
          <span dir="auto" className="wrap-anywhere">
            {text}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
