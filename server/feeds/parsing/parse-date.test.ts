import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDate } from "./parse-date";

describe("RFC 822 and its descendants", () => {
  it.each([
    ["the rule", "Tue, 18 May 2021 08:30:15 GMT", "2021-05-18T08:30:15Z"],
    ["a numeric zone", "Tue, 18 May 2021 08:30:15 +0200", "2021-05-18T06:30:15Z"],
    ["a numeric zone with colon", "Tue, 18 May 2021 08:30:15 -05:30", "2021-05-18T14:00:15Z"],
    ["a zone of half an hour in three digits", "18 May 2021 08:30:15 +530", "2021-05-18T03:00:15Z"],
    ["UTC with an offset", "Tue May 18 2021 08:30:15 GMT+0200 (CEST)", "2021-05-18T06:30:15Z"],
    ["no seconds", "Tue, 18 May 2021 08:30 GMT", "2021-05-18T08:30:00Z"],
    ["no weekday", "18 May 2021 08:30:15 GMT", "2021-05-18T08:30:15Z"],
    ["a wrong weekday", "Sun, 18 May 2021 08:30:15 GMT", "2021-05-18T08:30:15Z"],
    ["a weekday in full, no comma", "Tuesday 18 May 2021 08:30:15 GMT", "2021-05-18T08:30:15Z"],
    ["a one-digit day", "Mon, 3 May 2021 8:30:15 GMT", "2021-05-03T08:30:15Z"],
    ["two digits for a year of this century", "18 May 21 08:30 GMT", "2021-05-18T08:30:00Z"],
    ["two digits for a year of the last century", "18 May 97 08:30 GMT", "1997-05-18T08:30:00Z"],
    ["a month in full", "Fri, 10 April 2009 16:11:32 GMT", "2009-04-10T16:11:32Z"],
    ["a month of four letters", "Fri, 11 Sept 2009 16:11:32 GMT", "2009-09-11T16:11:32Z"],
    ["quotation marks", '"Mon, 24 Mar 2008 23:30:07 GMT"', "2008-03-24T23:30:07Z"],
    ["hyphens", "18-May-2021 08:30:15", "2021-05-18T08:30:15Z"],
    ["three digits for an hour", "Mon, 03 Jan 2011 012:31:50 CST", "2011-01-03T18:31:50Z"],
    ["no time", "Tue, 18 May 2021", "2021-05-18T00:00:00Z"],
    ["midnight at the end of the day", "18 May 2021 24:00:00 GMT", "2021-05-19T00:00:00Z"],
    ["a time that no clock shows", "18 May 2021 29:99:00 GMT", "2021-05-18T00:00:00Z"],
    ["line breaks", "\n Tue, 18 May\n 2021 08:30:15 GMT\n", "2021-05-18T08:30:15Z"],
    ["the order of asctime", "Tue May 18 08:30:15 2021", "2021-05-18T08:30:15Z"],
    ["the order of date(1)", "Tue May 18 08:30:15 EDT 2021", "2021-05-18T12:30:15Z"],
    ["the American order", "May 18, 2021 8:30 PM", "2021-05-18T20:30:00Z"],
    ["half past midnight", "May 18, 2021 12:30 am EST", "2021-05-18T05:30:00Z"],
  ])("%s: %s", (_, text, instant) => {
    expect(parseDate(text)).toEqual(new Date(instant));
  });
});

it.each([
  ["EST", 13],
  ["EDT", 12],
  ["CST", 14],
  ["PDT", 15],
  ["PST", 16],
  ["CET", 7],
  ["CEST", 6],
  ["MESZ", 6],
  ["BST", 7],
  ["JST", 23 - 24],
  ["Z", 8],
  ["UT", 8],
  ["Nowhere", 8],
])("knows the zone %s, and takes an unknown one for UTC", (zone, utcHour) => {
  expect(parseDate(`Tue, 18 May 2021 08:00:00 ${zone}`)).toEqual(new Date(Date.UTC(2021, 4, 18, utcHour)));
});

it.each([
  ["2021-05-18T08:30:15Z", "2021-05-18T08:30:15Z"],
  ["2021-05-18T08:30:15.123Z", "2021-05-18T08:30:15Z"],
  ["2021-05-18T08:30:15+02:00", "2021-05-18T06:30:15Z"],
  ["2021-05-18T08:30:15-0430", "2021-05-18T13:00:15Z"],
  ["2021-05-18T08:30Z", "2021-05-18T08:30:00Z"],
  ["2021-05-18T08:30:15", "2021-05-18T08:30:15Z"],
  ["2021-05-18 08:30:15", "2021-05-18T08:30:15Z"],
  ["2021-05-18 08:30:15 +0200", "2021-05-18T06:30:15Z"],
  ["20210518T083015Z", "2021-05-18T08:30:15Z"],
  ["2021-05-18", "2021-05-18T00:00:00Z"],
  ["2021/5/8", "2021-05-08T00:00:00Z"],
  ["18.05.2021 08:30", "2021-05-18T08:30:00Z"],
  ["05/18/2021 08:30", "2021-05-18T08:30:00Z"],
  ["18/05/2021", "2021-05-18T00:00:00Z"],
])("reads numbers only: %s", (text, instant) => {
  expect(parseDate(text)).toEqual(new Date(instant));
});

it.each([
  ["German", "Di, 18. März 2021 08:30:15 +0100", "2021-03-18T07:30:15Z"],
  ["German", "Mittwoch, 1. Dezember 2021", "2021-12-01T00:00:00Z"],
  ["German, short", "01 Mrz 2021 10:00:00", "2021-03-01T10:00:00Z"],
  ["Spanish", "martes, 18 de enero de 2021 08:30", "2021-01-18T08:30:00Z"],
  ["Spanish, a weekday like a month", "Mar, 03 Abr 2018 10:00:00 GMT", "2018-04-03T10:00:00Z"],
  ["French", "mar. 18 août 2021 08:30:15 GMT", "2021-08-18T08:30:15Z"],
  ["French", "jeu, 01 juil. 2021 08:30:15 GMT", "2021-07-01T08:30:15Z"],
  ["French", "1er février 2021", "2021-02-01T00:00:00Z"],
  ["French, a time with h", "3 juin 2021 à 8h30", "2021-06-03T08:30:00Z"],
  ["Italian", "gio, 10 giugno 2021 08:30:15 +0200", "2021-06-10T06:30:15Z"],
  ["Italian", "10 luglio 2021", "2021-07-10T00:00:00Z"],
  ["Italian", "10 ottobre 2021", "2021-10-10T00:00:00Z"],
  ["Dutch", "di, 2 maart 2021 08:30:15 +0100", "2021-03-02T07:30:15Z"],
  ["Dutch", "2 mei 2021", "2021-05-02T00:00:00Z"],
  ["Danish", "tirs, 4 maj 2021 08:30:15 +0200", "2021-05-04T06:30:15Z"],
  ["Norwegian", "fre, 10 des 2021 08:30:15 +0100", "2021-12-10T07:30:15Z"],
  ["Portuguese", "10 de setembro de 2021", "2021-09-10T00:00:00Z"],
])("reads %s: %s", (_, text, instant) => {
  expect(parseDate(text)).toEqual(new Date(instant));
});

it.each([
  "",
  "yesterday",
  "08:30:15",
  "Fri, 21 Mar 201208 09:50:00 EDT",
  "31 Feb 2021 10:00:00 GMT",
  "18 Foo 2021",
  "2021-13-40",
  "0000-00-00 00:00:00",
  "TBA 2021",
])("takes %j for no date", (text) => {
  expect(parseDate(text)).toBeNull();
});

it("reads back every date that JavaScript writes", () => {
  const dates = fc.date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      const wholeSecond = new Date(Math.floor(date.getTime() / 1000) * 1000);
      expect(parseDate(date.toUTCString())).toEqual(wholeSecond);
      expect(parseDate(date.toISOString())).toEqual(wholeSecond);
    }),
  );
});

it("never fails", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !Number.isNaN(parseDate(text)?.getTime())));
});
