import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // One project after the other: they would only slow each other down.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          include: ["{server,worker,deploy,scripts,components,tests}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{db,data,system}.test.ts", "**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          sequence: { groupOrder: 1 },
          globalSetup: "tests/template-database.ts",
          include: ["{server,worker,deploy,tests}/**/*.db.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          sequence: { groupOrder: 2 },
          include: ["tests/system/**/*.system.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "data",
          sequence: { groupOrder: 3 },
          globalSetup: "tests/template-database.ts",
          include: ["tests/data/**/*.data.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
    ],
  },
});
