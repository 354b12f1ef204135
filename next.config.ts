import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  // Browsers ask for it when the page has not named its icon yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // `npm run check` has the types checked, tests included; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["bull", "ioredis", "pino", "pg"],
  // Bodies pass through the proxy, which cuts off what is longer without a word: an OPML file of 10 MB within JSON must fit.
  experimental: { proxyClientMaxBodySize: "25mb" },
  // The lock file of a folder above must not decide what belongs to this project.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
};

export default config;
