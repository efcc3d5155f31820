import { expect, it } from "vitest";
import { ageOf, ageText, isOld } from "./age";

const now = Date.parse("2026-11-21T12:00:00Z");

it.each([
  ["2026-11-21T11:59:40Z", { unit: "minute", count: 0 }],
  ["2026-11-21T11:48:00Z", { unit: "minute", count: 12 }],
  ["2026-11-21T09:30:00Z", { unit: "hour", count: 2 }],
  ["2026-11-19T09:30:00Z", { unit: "day", count: 2 }],
  ["2026-11-21T12:00:30Z", { unit: "minute", count: 0 }],
] as const)("the age since %s is %j", (since, age) => expect(ageOf(since, now)).toEqual(age));

it("is said in the language with Latin digits", () => {
  expect(ageText("2026-11-21T11:48:00Z", now, "en")).toMatch(/12 min/);
  expect(ageText("2026-11-21T11:48:00Z", now, "fr")).toMatch(/12\smin/);
  expect(ageText("2026-11-21T11:48:00Z", now, "ar")).toMatch(/12/);
});

it("is old after four hours", () => {
  expect(isOld("2026-11-21T07:59:00Z", now)).toBe(true);
  expect(isOld("2026-11-21T08:01:00Z", now)).toBe(false);
});
