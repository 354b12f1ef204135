import { cn } from "@/components/ui/cn";

type SettingProblemProps = { id: string; problem: string | null; className: string };

/** What is wrong with what was entered into the control of this id. */
export function SettingProblem({ id, problem, className }: SettingProblemProps) {
  if (!problem) return null;
  return (
    <p id={`${id}-problem`} role="alert" className={cn("wrap-anywhere text-danger text-sm", className)}>
      {problem}
    </p>
  );
}
