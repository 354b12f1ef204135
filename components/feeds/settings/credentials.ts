/** What opens a private feed, as it is typed. */
export type TypedCredentials = { kind: "password" | "token"; username: string; password: string; token: string };

export const noCredentials: TypedCredentials = { kind: "password", username: "", password: "", token: "" };

/** As the catalog takes them; null while something is missing. */
export function credentialsOf(
  typed: TypedCredentials,
): { username: string; password: string } | { token: string } | null {
  if (typed.kind === "token") return typed.token.trim() ? { token: typed.token.trim() } : null;
  const username = typed.username.trim();
  return username ? { username, password: typed.password } : null;
}

/** What to say where they are missing. */
export const missingCredentials = ({ kind }: TypedCredentials) =>
  kind === "token" ? "Enter a token" : "Enter a user name";
