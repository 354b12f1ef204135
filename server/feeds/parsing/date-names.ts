/** The first letters of the months in English, German, Spanish, French, Italian, Dutch, Danish, Norwegian, Swedish, Portuguese. */
const monthPrefixes = [
  ["jan", "ene", "gen"],
  ["feb", "fev"],
  ["mar", "maa", "mrz", "mrt"],
  ["apr", "abr", "avr"],
  ["may", "mai", "mag", "mei", "maj"],
  ["jun", "juin", "giu"],
  ["jul", "juil", "lug"],
  ["aug", "ago", "aou"],
  ["sep", "set"],
  ["oct", "okt", "ott", "out"],
  ["nov"],
  ["dec", "dez", "dic", "des"],
];

/** The month that a word names, 1 to 12. Expects lower case without accents. */
export function monthOf(word: string): number | null {
  const index = monthPrefixes.findIndex((prefixes) => prefixes.some((prefix) => word.startsWith(prefix)));
  return index < 0 ? null : index + 1;
}

const zoneHours: Record<string, number> = {
  z: 0,
  gmt: 0,
  ut: 0,
  utc: 0,
  wet: 0,
  bst: 1,
  cet: 1,
  mez: 1,
  west: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  sast: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  awst: 8,
  hkt: 8,
  sgt: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  acdt: 10.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  nst: -3.5,
  ndt: -2.5,
  brt: -3,
  adt: -3,
  ast: -4,
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  akdt: -8,
  akst: -9,
  hst: -10,
};

/** Minutes east of UTC of a zone known by its letters, as in `EST`. Expects lower case. */
export function zoneOffsetMinutes(name: string): number | null {
  const hours = Object.hasOwn(zoneHours, name) ? zoneHours[name] : undefined;
  return hours === undefined ? null : hours * 60;
}
