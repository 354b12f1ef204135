const RATE = 8000;
const HEADER_BYTES = 44;

/** A WAV file in which nothing is heard, whole or the part of it that was asked for. */
export function silence({ seconds, range }: { seconds: number; range: string | undefined }) {
  const file = wav(seconds * RATE);
  const headers = { "content-type": "audio/wav", "accept-ranges": "bytes" };
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) return { status: 200, headers: { ...headers, "content-length": String(file.length) }, body: file };
  const from = Number(asked[1]);
  const to = Math.min(asked[2] ? Number(asked[2]) : file.length - 1, file.length - 1);
  const partial = { "content-range": `bytes ${from}-${to}/${file.length}`, "content-length": String(to - from + 1) };
  return { status: 206, headers: { ...headers, ...partial }, body: file.subarray(from, to + 1) };
}

function wav(samples: number): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + samples, 0x80);
  file.write("RIFF", 0);
  file.writeUInt32LE(HEADER_BYTES - 8 + samples, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34); // bits of a sample
  file.write("data", 36);
  file.writeUInt32LE(samples, 40);
  return file;
}
