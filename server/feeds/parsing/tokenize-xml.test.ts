import { describe, expect, it } from "vitest";
import { tokenizeXml } from "./tokenize-xml";

/** The tokens in short: `<a x=1>`, `</a>`, and text as it is. */
function tokens(xml: string): string[] {
  return [...tokenizeXml(xml)].map((token) => {
    if (token.kind === "text") return token.text;
    if (token.kind === "close") return `</${token.name}>`;
    const attributes = [...token.attributes].map(([name, value]) => ` ${name}=${value}`).join("");
    return `<${token.name}${attributes}${token.isEmpty ? "/" : ""}>`;
  });
}

describe("well-formed XML", () => {
  it.each([
    ["elements and text", "<a>b<c/></a>", ["<a>", "b", "<c/>", "</a>"]],
    ["attributes in both quotes", `<a x="1" y='2>"'>`, [`<a x=1 y=2>">`]],
    ["names in lower case", "<Pod:Person HREF='X'/>", ["<pod:person href=X/>"]],
    ["entities and references", "&lt;b&gt; &amp;amp; &#8217;&#x2019;", ["<b> &amp; ’’"]],
    ["CDATA as it stands", "<![CDATA[<b>&amp;</b>]]>", ["<b>&amp;</b>"]],
    ["no comments and instructions", "<?xml version='1.0'?><!-- <a> --><b/><?x y?>", ["<b/>"]],
    ["no DOCTYPE", `<!DOCTYPE a [ <!-- ]>' --> <!ENTITY x "]><b>"> ]><a>&x;</a>`, ["<a>", "&x;", "</a>"]],
  ])("gives %s", (_, xml, expected) => {
    expect(tokens(xml)).toEqual(expected);
  });
});

describe("broken XML", () => {
  it.each([
    ["a bare ampersand is text", "<a>Q & A, R&D</a>", ["<a>", "Q & A, R&D", "</a>"]],
    ["an HTML entity is decoded", "caf&eacute;&nbsp;&hellip;", ["café\u00a0…"]],
    ["an unknown entity stays", "&gtgt; &foo;", ["&gtgt; &foo;"]],
    ["an entity without semicolon stays", "?a=1&copy=2", ["?a=1&copy=2"]],
    ["an ampersand in an attribute is text", `<a x="?a=1&b=2"/>`, ["<a x=?a=1&b=2/>"]],
    ["a reference to windows-1252 is mended", "don&#146;t", ["don’t"]],
    ["a bare less-than is text", "<a>1 < 2</a>", ["<a>", "1 < 2", "</a>"]],
    ["controls are dropped", "a\u0000\u0008b&#1;\t\nc", ["ab\t\nc"]],
    ["an attribute without quotes", "<a x=1 y>", ["<a x=1 y=>"]],
    ["a quote that never closes ends with its tag", `<a x="1><b/>`, ["<a x=1>", "<b/>"]],
    ["CDATA without end ends with its element", "<a><![CDATA[text</a><b/>", ["<a>", "text", "</a>", "<b/>"]],
    [
      "CDATA that has lost its end does not swallow the next item",
      "<item><a><![CDATA[1</a></item><item><a><![CDATA[2]]></a></item>",
      ["<item>", "<a>", "1", "</a>", "</item>", "<item>", "<a>", "2", "</a>", "</item>"],
    ],
    ["a tag that never ends is text", "<a>b<c", ["<a>", "b", "<", "c"]],
    ["a comment that never ends is dropped", "<a/><!-- b", ["<a/>", " b"]],
  ])("%s", (_, xml, expected) => {
    expect(tokens(xml)).toEqual(expected);
  });
});

it.each([
  ["less-than", "<"],
  ["open tags", "<a x="],
  ["open quotes", `<a x="`],
  ["open quotes of both kinds", `<a x="<b y='`],
  ["open comments", "<!--"],
  ["open CDATA", "<![CDATA["],
  ["open CDATA in items", "</item><![CDATA["],
  ["open DOCTYPEs", `<!DOCTYPE a [ "`],
  ["ampersands", "&"],
  ["entities", "&amp"],
  ["spaces in a tag", "<a b    "],
])("is done with a million %s before the test gives up: time is linear", { timeout: 60_000 }, (_, piece) => {
  const last = [...tokenizeXml(piece.repeat(1_000_000 / piece.length))].at(-1);
  expect(last).not.toBe(null);
});
