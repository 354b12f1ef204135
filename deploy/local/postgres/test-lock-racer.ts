import { lockDataDir } from "./data-dir-lock";

const [dataDir = ""] = process.argv.slice(2);

process.on("message", () => {
  process.send?.(outcome());
});
process.send?.("ready");

function outcome(): string {
  try {
    lockDataDir(dataDir);
    return "locked";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
