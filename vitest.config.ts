import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{server,worker,deploy,scripts,components}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["{server,worker,deploy,tests}/**/*.db.test.ts"],
          pool: "forks",
          fileParallelism: false, // each file starts its own database of some 300 MB
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
