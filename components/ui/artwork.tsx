"use client";

import { useState } from "react";
import { cn } from "./cn";

type ArtworkProps = { src: string | null; title: string; className: string };

/** A picture of the publisher's in a box of fixed size; a tile with the first letter where there is none. */
export function Artwork({ src, title, className }: ArtworkProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const hue = hueOf(title);
  return (
    <span
      aria-hidden
      className={cn("relative grid shrink-0 select-none place-items-center overflow-hidden bg-subtle", className)}
      style={{ background: `linear-gradient(145deg, oklch(0.62 0.09 ${hue}), oklch(0.42 0.09 ${hue + 40}))` }}
    >
      <span className="font-semibold text-[1.15em] text-white/90">{initialOf(title)}</span>
      {src && src !== failed && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          ref={(image) => {
            // It may have failed before React was there to hear of it.
            if (image?.complete && image.naturalWidth === 0) setFailed(src);
          }}
          onError={() => setFailed(src)}
          className="absolute inset-0 size-full bg-subtle object-cover"
        />
      )}
    </span>
  );
}

const initialOf = (title: string) => /[\p{L}\p{N}]/u.exec(title)?.[0].toUpperCase() ?? "♪";

function hueOf(title: string): number {
  let sum = 0;
  for (const character of title) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return sum;
}
