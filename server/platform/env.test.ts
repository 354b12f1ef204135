import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { settingsCatalog } from "@/server/settings/catalog";
import { envSchema, parseEnv } from "./env";

const example = readFileSync(path.resolve(".env.example"), "utf8");
const shown = Object.fromEntries(
  [...example.matchAll(/^(?:# ?)?([A-Z][A-Z_]*)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
);
const settings = Object.values(settingsCatalog);

describe(".env.example", () => {
  it("names every variable that is read, and no other", () => {
    expect(Object.keys(shown).sort()).toEqual(Object.keys(envSchema.shape).sort());
  });

  it("sets nothing until a line is taken out of its comment", () => {
    expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  });

  it("shows the defaults", () => {
    const ofSettings = Object.fromEntries(settings.map((row) => [row.env, row.default]));
    expect(parseEnv(shown)).toEqual({ ...parseEnv({}), ...ofSettings });
  });
});

describe("an environment that is not usable", () => {
  it.each([
    ["PORT", "web", "expected number"],
    ["PORT", "70000", "<=65535"],
    ["PORT", "80.5", "expected int"],
    ["BASE_URL", "cast.example", "Invalid URL"],
    ["BASE_URL", "ftp://cast.example", "Invalid URL"],
    ["DATABASE_URL", "mysql://localhost/cast2md", "Invalid URL"],
    ["DATABASE_POOL_SIZE", "0", ">=1"],
    ["ITUNES_API_URL", "itunes", "Invalid URL"],
    ["TRANSCRIPT_RETRY_DAYS", "366", "<=365"],
    ["FEED_POLL_MINUTES", "1", ">=5"],
    ["LOG_LEVEL", "loud", '"trace"|"debug"|"info"|"warn"|"error"|"silent"'],
    ["NODE_ENV", "prod", '"development"|"production"|"test"'],
  ])("%s=%s is named with what would fit", (name, value, message) => {
    expect(() => parseEnv({ [name]: value })).toThrow(message);
    expect(() => parseEnv({ [name]: value })).toThrow(`${name}: `);
  });

  it("is told all of its problems at once, one on a line", () => {
    const bad = { PORT: "web", LOG_LEVEL: "loud", DATABASE_URL: "localhost" };
    const lines = messageOf(() => parseEnv(bad)).split("\n");
    expect(lines[0]).toBe("The configuration is not usable:");
    expect(lines.slice(1).map((line) => line.trim().split(":")[0])).toEqual(["PORT", "DATABASE_URL", "LOG_LEVEL"]);
  });
});

describe("an environment", () => {
  it("counts an empty value as not set", () => {
    expect(parseEnv({ PORT: "", HOST: "  ", REDIS_URL: "" })).toEqual(parseEnv({}));
  });

  it("puts all folders below DATA_DIR, as absolute paths, unless they are named", () => {
    const named = parseEnv({ STORAGE_PATH: "/srv/x" });
    expect(named.STORAGE_PATH).toBe("/srv/x");
    const { DATA_DIR, STORAGE_PATH } = parseEnv({ DATA_DIR: "here" });
    expect([DATA_DIR, STORAGE_PATH]).toEqual([path.resolve("here"), path.resolve("here/podcasts")]);
  });

  it.each([
    ["", []],
    ["nas.lan", ["nas.lan"]],
    ["nas.lan, *.home.arpa 10.0.0.0/8", ["nas.lan", "*.home.arpa", "10.0.0.0/8"]],
  ])("reads OUTBOUND_ALLOW=%s as a list", (OUTBOUND_ALLOW, list) => {
    expect(parseEnv({ OUTBOUND_ALLOW }).OUTBOUND_ALLOW).toEqual(list);
  });

  it("takes a trailing slash off an API's origin", () => {
    expect(parseEnv({ ITUNES_API_URL: "http://127.0.0.1:9/" }).ITUNES_API_URL).toBe("http://127.0.0.1:9");
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it did not throw");
}
