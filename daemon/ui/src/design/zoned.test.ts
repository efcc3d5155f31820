import { expect, test } from "vitest";
import { fromZoned, toZoned } from "./zoned";

test("a time of the store's clocks is the instant that they mean, in summer and in winter", () => {
  expect(fromZoned("2026-12-24T16:00", "Europe/Vienna")).toBe("2026-12-24T15:00:00.000Z");
  expect(fromZoned("2026-07-01T16:00", "Europe/Vienna")).toBe("2026-07-01T14:00:00.000Z");
  expect(fromZoned("2026-01-01T00:30", "Asia/Kolkata")).toBe("2025-12-31T19:00:00.000Z");
  expect(toZoned(Date.parse("2026-10-25T00:30:00Z"), "Europe/Vienna")).toBe("2026-10-25T02:30");
});

test("around a change of clocks the time is never off by more than the hour that is skipped", () => {
  expect(fromZoned("2026-03-29T03:30", "Europe/Vienna")).toBe("2026-03-29T01:30:00.000Z");
  expect(fromZoned("2026-03-29T01:30", "Europe/Vienna")).toBe("2026-03-29T00:30:00.000Z");
});

test("what is no time is none", () => {
  expect(fromZoned("", "Europe/Vienna")).toBeNull();
  expect(fromZoned("yesterday", "Europe/Vienna")).toBeNull();
});
