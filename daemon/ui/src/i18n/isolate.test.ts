import { expect, it } from "vitest";
import { ltr, own, plain } from "./isolate";

it("puts pieces into isolates and takes them out again", () => {
  const text = `Void receipt ${ltr("1-000042")} of ${own("مقهى")}`;
  expect(text).toContain("\u20661-000042\u2069");
  expect(plain(text)).toBe("Void receipt 1-000042 of مقهى");
});
