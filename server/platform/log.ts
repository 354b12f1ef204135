import { type BaseLogger, pino } from "pino";

type Facts = Record<string, unknown>;

/** `log.info("episode.transcribed", { episodeId })`: the event is a constant, the facts are fields. */
export type Log = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log with these facts on every line. */
  with(facts: Facts): Log;
};

/** Values under these keys never reach the log. */
const secretPaths = [
  "password",
  "token",
  "apiKey",
  "authorization",
  "credentials",
  "*.password",
  "*.token",
  "*.authorization",
];

/** JSON lines on stdout. `error` facts may hold an Error: its message, stack and cause are written. */
export function createLog(options: { level: string; process: string }): Log {
  const root = pino({
    level: options.level,
    base: { process: options.process },
    messageKey: "event",
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause },
    redact: { paths: secretPaths, censor: "[secret]" },
  });
  return wrap(root);
}

/** Says nothing. For tests. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  with: () => silentLog,
};

type Logger = BaseLogger & { child(facts: Facts): Logger };

function wrap(logger: Logger): Log {
  return {
    debug: (event, facts) => logger.debug(facts ?? {}, event),
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    error: (event, facts) => logger.error(facts ?? {}, event),
    with: (facts) => wrap(logger.child(facts)),
  };
}
