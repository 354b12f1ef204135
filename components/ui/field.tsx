"use client";

import { type ReactNode, useId } from "react";

type ControlProps = { id: string; "aria-invalid": boolean; "aria-describedby": string | undefined };

type FieldProps = {
  label: string;
  /** What to know before it is filled in. */
  hint?: ReactNode;
  /** What is wrong with it. */
  problem?: string | null | undefined;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** A control with its name above it, and below it what is wrong or what to know. */
export function Field({ label, hint, problem, className, children }: FieldProps) {
  const id = useId();
  const isExplained = Boolean(problem || hint);
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {label}
      </label>
      {children({ id, "aria-invalid": Boolean(problem), "aria-describedby": isExplained ? `${id}-more` : undefined })}
      {isExplained && (
        <p
          id={`${id}-more`}
          role={problem ? "alert" : undefined}
          className={problem ? "wrap-anywhere mt-1 text-danger text-sm" : "wrap-anywhere mt-1 text-faint text-sm"}
        >
          {problem || hint}
        </p>
      )}
    </div>
  );
}
