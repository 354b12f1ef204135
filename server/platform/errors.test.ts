import { expect, it } from "vitest";
import { AppError, notFound } from "./errors";

it("knows an error of another copy of its class", () => {
  const foreign = Object.assign(new Error("gone"), { [Symbol.for("cast2md.AppError")]: true, kind: "not_found" });
  expect(foreign).toBeInstanceOf(AppError);
  expect(notFound("gone")).toBeInstanceOf(AppError);
  expect(new Error("gone")).not.toBeInstanceOf(AppError);
});
