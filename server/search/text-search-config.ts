/** The stock configuration of each language: it knows the stop words. Others have none. */
const stockConfigs = {
  ar: "arabic",
  hy: "armenian",
  eu: "basque",
  ca: "catalan",
  da: "danish",
  nl: "dutch",
  en: "english",
  fi: "finnish",
  fr: "french",
  de: "german",
  el: "greek",
  hi: "hindi",
  hu: "hungarian",
  id: "indonesian",
  ga: "irish",
  it: "italian",
  lt: "lithuanian",
  ne: "nepali",
  no: "norwegian",
  nb: "norwegian",
  nn: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sr: "serbian",
  es: "spanish",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
  yi: "yiddish",
} as const satisfies Record<string, string>;

const isStemmed = (lang: string): lang is keyof typeof stockConfigs => Object.hasOwn(stockConfigs, lang);

export const spokenConfig = (lang: string) =>
  isStemmed(lang) ? `public.spoken_${stockConfigs[lang]}` : "pg_catalog.simple";
export const stockConfig = (lang: string) =>
  isStemmed(lang) ? `pg_catalog.${stockConfigs[lang]}` : "pg_catalog.simple";

export const spokenDictionary = (lang: string) =>
  isStemmed(lang) ? `${spokenConfig(lang)}_stem` : "pg_catalog.simple";
