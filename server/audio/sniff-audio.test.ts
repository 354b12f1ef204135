import fc from "fast-check";
import { expect, it } from "vitest";
import { audioTypes, SNIFF_BYTES, sniffAudio } from "./sniff-audio";

const latin = (text: string) => Buffer.from(text, "latin1");
const box = (type: string, brand = "") =>
  Buffer.concat([Buffer.from([0, 0, 0, 32]), latin(type + brand), Buffer.alloc(20)]);
const mp3Frame = Buffer.from([0xff, 0xfb, 0x90, 0x64]);
const aacFrame = Buffer.from([0xff, 0xf1, 0x50, 0x80]);
const tag = (size: number) =>
  Buffer.concat([latin("ID3\x04\x00\x00"), Buffer.from([0, 0, size >> 7, size & 127]), Buffer.alloc(size)]);
const matroska = (type: string) =>
  Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84]), latin(type)]);

it.each([
  ["MP3 with a tag", Buffer.concat([tag(300), mp3Frame]), "mp3"],
  ["MP3 whose tag is longer than what is looked at", tag(300).subarray(0, 100), "mp3"],
  ["bare MP3 frames", mp3Frame, "mp3"],
  ["MPEG 2 frames of layer III", Buffer.from([0xff, 0xf3, 0x84, 0xc4]), "mp3"],
  ["MPEG frames of layer II", Buffer.from([0xff, 0xfd, 0xa4, 0x00]), "mp3"],
  ["MP3 frames after silence", Buffer.concat([Buffer.alloc(500), mp3Frame]), "mp3"],
  ["AAC in ADTS", aacFrame, "aac"],
  ["AAC in ADTS, MPEG 2", Buffer.from([0xff, 0xf9, 0x50, 0x80]), "aac"],
  ["AAC behind a tag", Buffer.concat([tag(20), aacFrame]), "aac"],
  ["FLAC", latin("fLaC\0\0\0\x22"), "flac"],
  ["FLAC behind a tag", Buffer.concat([tag(20), latin("fLaC")]), "flac"],
  ["M4A", box("ftyp", "M4A "), "m4a"],
  ["an audio book", box("ftyp", "M4B "), "m4a"],
  ["MP4", box("ftyp", "isom"), "mp4"],
  ["MP4 of another brand", box("ftyp", "mp42"), "mp4"],
  ["QuickTime", box("ftyp", "qt  "), "mov"],
  ["QuickTime without a brand", box("moov"), "mov"],
  ["Vorbis in Ogg", latin("OggS\0\x02        \x01vorbis"), "ogg"],
  ["Opus", latin("OggS\0\x02        OpusHead"), "opus"],
  ["WAV", latin("RIFF\0\0\0\0WAVEfmt "), "wav"],
  ["WAV of more than 4 GB", latin("RF64\xff\xff\xff\xffWAVEds64"), "wav"],
  ["WebM", matroska("webm"), "webm"],
  ["Matroska", matroska("matroska"), "mkv"],
] as const)("knows %s", (_, bytes, extension) => {
  expect(sniffAudio(bytes)).toEqual({ kind: "audio", extension });
});

it.each([
  ["an error page", latin("<!DOCTYPE html><html><body>Not found</body></html>"), "web page"],
  ["an error page with a comment before it", latin("<!-- x --><html>"), "XML"],
  ["a fragment of a page", latin("<h1>Gone</h1><title>x</title>"), "web page"],
  [
    "XML of a storage service",
    latin('\ufeff<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    "known here",
  ],
  ["XML", Buffer.from('\ufeff\n<?xml version="1.0"?><Error/>'), "XML"],
  ["JSON", latin('  {"error": "expired"}'), "JSON"],
  ["a playlist", latin("#EXTM3U\n#EXTINF:1"), "playlist"],
  ["plain text", latin("Forbidden"), "known here"],
  ["nothing", Buffer.alloc(0), "empty"],
  ["zeros", Buffer.alloc(100), "known here"],
  ["an AVI", latin("RIFF\0\0\0\0AVI LIST"), "known here"],
  ["a UTF-16 text", Buffer.from([0xff, 0xfe, 0x41, 0x00]), "known here"],
  ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "known here"],
] as const)("refuses %s", (_, bytes, reason) => {
  expect(sniffAudio(bytes)).toEqual({ kind: "other", because: expect.stringContaining(reason) });
});

it("answers for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: SNIFF_BYTES }), (bytes) => {
      const sniffed = sniffAudio(bytes);
      if (sniffed.kind === "audio") expect(Object.keys(audioTypes)).toContain(sniffed.extension);
      else expect(sniffed.because).not.toBe("");
    }),
  );
});
