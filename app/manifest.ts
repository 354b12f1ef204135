import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "cast2md",
    short_name: "cast2md",
    description: "Your podcasts as a library that you can read and search.",
    start_url: "/",
    display: "standalone",
    background_color: "#fbfaf8",
    theme_color: "#0f6e69",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
