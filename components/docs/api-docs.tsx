"use client";

import Script from "next/script";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";

type SwaggerOptions = {
  domNode: HTMLElement;
  url: string;
  /** Swagger UI would otherwise ask a server of its makers whether the document is valid. */
  validatorUrl: null;
  deepLinking: boolean;
  defaultModelsExpandDepth: number;
};

declare global {
  interface Window {
    SwaggerUIBundle?: (options: SwaggerOptions) => unknown;
  }
}

/** The API's documentation, from files that this server has: nothing is fetched from elsewhere. */
export function ApiDocs() {
  const place = useRef<HTMLDivElement>(null);
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    document.documentElement.classList.toggle("dark-mode", resolvedTheme === "dark");
    return () => document.documentElement.classList.remove("dark-mode");
  }, [resolvedTheme]);

  const show = () => {
    if (!place.current) return;
    window.SwaggerUIBundle?.({
      domNode: place.current,
      url: "/api/openapi.json",
      validatorUrl: null,
      deepLinking: true,
      defaultModelsExpandDepth: 0,
    });
  };
  return (
    <>
      <link rel="stylesheet" href="/swagger/swagger-ui.css" precedence="default" />
      <div ref={place} />
      <Script src="/swagger/swagger-ui-bundle.js" onReady={show} />
    </>
  );
}
