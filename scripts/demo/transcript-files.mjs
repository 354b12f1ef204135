/** One writer for each format in which publishers offer transcripts. All take lines of `{ speaker, text, startMs, endMs }`. */
export const transcriptFiles = {
  vtt: { mediaType: "text/vtt", write: webvtt },
  srt: { mediaType: "application/x-subrip", write: srt },
  json: { mediaType: "application/json", write: wordJson },
  html: { mediaType: "text/html", write: html },
  txt: { mediaType: "text/plain", write: plainText },
};

function webvtt(lines) {
  const cues = lines.map(
    ({ speaker, text, startMs, endMs }) => `${clock(startMs)} --> ${clock(endMs)}\n<v ${speaker}>${text}</v>`,
  );
  return `${["WEBVTT", ...cues].join("\n\n")}\n`;
}

/** SRT has no field for speakers: the name stands before the text where the speaker changes. */
function srt(lines) {
  const cues = lines.map(({ speaker, text, startMs, endMs }, index) => {
    const times = `${clock(startMs, ",")} --> ${clock(endMs, ",")}`;
    return `${index + 1}\n${times}\n${speaker === lines[index - 1]?.speaker ? "" : `${speaker}: `}${text}`;
  });
  return `${cues.join("\n\n")}\n`;
}

/** The JSON of Podcasting 2.0, one segment for each word. Within a line the words share its time by their length. */
function wordJson(lines) {
  const segments = lines.flatMap(({ speaker, text, startMs, endMs }) => {
    const words = text.split(" ");
    const letters = words.reduce((sum, word) => sum + word.length, 0);
    let seen = 0;
    const timeAt = (count) => Math.round(startMs + ((endMs - startMs) * count) / letters) / 1000;
    return words.map((body) => {
      const startTime = timeAt(seen);
      seen += body.length;
      return `    { "speaker": "${speaker}", "startTime": ${startTime}, "endTime": ${timeAt(seen)}, "body": ${JSON.stringify(body)} }`;
    });
  });
  return `{\n  "version": "1.0.0",\n  "segments": [\n${segments.join(",\n")}\n  ]\n}\n`;
}

/** `cite`, `time` and `p`, as in the specification of Podcasting 2.0. */
function html(lines) {
  const turns = lines.map(
    ({ speaker, text, startMs }) =>
      `<cite>${speaker}:</cite>\n<time>${clock(startMs).slice(3, 8)}</time>\n<p>${escapeHtml(text)}</p>`,
  );
  return `${turns.join("\n")}\n`;
}

/** Without times, as many shows publish them. */
function plainText(lines) {
  return `${lines.map(({ speaker, text }) => `${speaker}: ${text}`).join("\n\n")}\n`;
}

const clock = (ms, decimalSign = ".") => new Date(ms).toISOString().slice(11, 23).replace(".", decimalSign);

export const escapeHtml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
