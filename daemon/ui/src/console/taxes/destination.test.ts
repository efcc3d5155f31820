import { expect, it } from "vitest";
import { isSent, sentTo } from "./destination";

it("takes a country or a part of one, in any letters", () => {
  expect(sentTo({ place: " us-ca ", taxedAs: "california" })).toEqual({ place: "US-CA", taxedAs: "california" });
  expect(isSent({ place: "fr", taxedAs: "abroad" })).toBe(true);
  expect(isSent({ place: "Paris", taxedAs: "abroad" })).toBe(false);
  expect(isSent({ place: "FR", taxedAs: "" })).toBe(false);
});
