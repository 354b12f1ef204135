import type { ChildField } from "./feed-fields";

/** An element as rss-parser hands it on: a bare string if it holds nothing but text. */
export type XmlNode = string | ({ _?: string; $?: Record<string, string> } & { [child in ChildField]?: XmlNode[] });

/** The elements of one level, by name. */
export type XmlFields<Name extends string> = { [name in Name]?: XmlNode[] };

/** The text of the first of the named elements that has any, trimmed. */
export function firstText<Name extends string>(fields: XmlFields<Name>, ...names: NoInfer<Name>[]): string | null {
  for (const name of names) {
    const text = fields[name]?.map(textOf).find((candidate) => candidate !== "");
    if (text) return text;
  }
  return null;
}

export function textOf(node: XmlNode): string {
  return (typeof node === "string" ? node : (node._ ?? "")).trim();
}

/** An attribute, trimmed; null if it is missing or empty. */
export function attributeOf(node: XmlNode, name: string): string | null {
  return (typeof node === "object" && node.$?.[name]?.trim()) || null;
}

export function childrenOf(node: XmlNode, name: ChildField): XmlNode[] {
  return (typeof node === "object" && node[name]) || [];
}
