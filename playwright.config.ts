import { defineConfig, devices } from "@playwright/test";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const quiet = [
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--autoplay-policy=no-user-gesture-required",
];

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "tests/e2e/start-everything.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  // The machine may be busy: what is asserted is that it happens, never how fast.
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [...flags, ...quiet],
      // Under LANG=C Chromium has no names for files with umlauts.
      env: { ...process.env, LANG: "C.UTF-8" } as Record<string, string>,
    },
  },
  projects: [
    // Before anything is added.
    { name: "empty", testMatch: "first-run.spec.ts", use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "desktop",
      testIgnore: "first-run.spec.ts",
      dependencies: ["empty"],
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      testIgnore: "first-run.spec.ts",
      dependencies: ["empty"],
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
    },
  ],
});
