"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { toasterDemand } from "./notify";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

/** Where toasts appear once there is one. */
export function ToasterSlot() {
  const isWanted = useSyncExternalStore(toasterDemand.subscribe, toasterDemand.isWanted, () => false);
  return isWanted && <Toaster onReady={toasterDemand.meet} />;
}
