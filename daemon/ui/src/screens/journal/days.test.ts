import { expect, it } from "vitest";
import { dayOf, dayText, shiftDay } from "./days";

it("knows the store's day, not the browser's", () => {
  const late = Date.parse("2026-11-21T23:30:00Z");
  expect(dayOf(late, "Europe/Dublin")).toBe("2026-11-21");
  expect(dayOf(late, "Asia/Dubai")).toBe("2026-11-22");
});

it.each([
  ["2026-11-21", -1, "2026-11-20"],
  ["2026-12-31", 1, "2027-01-01"],
  ["2026-03-29", -1, "2026-03-28"],
  ["2026-03-01", -1, "2026-02-28"],
])("%s moved by %d is %s", (day, by, moved) => expect(shiftDay(day, by)).toBe(moved));

it("names the day in the language with Latin digits", () => {
  expect(dayText("2026-11-21", "en")).toContain("Saturday");
  expect(dayText("2026-11-21", "fr")).toContain("samedi");
  expect(dayText("2026-11-21", "ar")).toContain("21");
});
