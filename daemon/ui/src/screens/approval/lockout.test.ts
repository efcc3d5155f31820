import { expect, it } from "vitest";
import { countdown, lockedUntil } from "./lockout";

it("lasts as long as the daemon says, else a minute", () => {
  expect(lockedUntil(120, 1000)).toBe(121_000);
  expect(lockedUntil(null, 1000)).toBe(61_000);
  expect(lockedUntil(0, 1000)).toBe(61_000);
});

it.each([
  [65_000, "1:05"],
  [59_001, "1:00"],
  [900, "0:01"],
  [0, "0:00"],
  [-5_000, "0:00"],
])("counts %d ms down as %s", (left, text) => expect(countdown(10_000 + left, 10_000)).toBe(text));
