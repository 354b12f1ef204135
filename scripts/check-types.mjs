// Types the routes, then checks all types.
import { runQuietly } from "./run.mjs";

try {
  await runQuietly(process.execPath, ["node_modules/next/dist/bin/next", "typegen"], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  await runQuietly(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit"]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
