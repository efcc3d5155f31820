import { expect, it } from "vitest";
import { matching, nextOf, plain, receiptNumber } from "./findings";

it("accents and case do not matter", () => {
  expect(plain(" Écran ")).toBe("ecran");
  expect(matching(["Réglages", "Articles"], "regl", (name) => name)).toEqual(["Réglages"]);
});
it("what begins with the letters stands before what only holds them", () => {
  const pages = ["Fiscal unit", "Staff", "The best", "Stock", "Old stock"];
  expect(matching(pages, "st", (name) => name)).toEqual(["Staff", "Stock", "Old stock", "The best"]);
  expect(matching(pages, "unit", (name) => name)).toEqual(["Fiscal unit"]);
  expect(matching(pages, "", (name) => name)).toEqual(pages);
  expect(matching(pages, "xyz", (name) => name)).toEqual([]);
});
it.each([
  ["1-000042", "1-000042"],
  [" 12-42 ", "12-000042"],
  ["42", undefined],
  ["1-", undefined],
  ["TEA-1", undefined],
])("%j is receipt %s", (typed, number) => expect(receiptNumber(typed)).toBe(number));
it("the choice goes round at both ends", () => {
  expect([nextOf(["a", "b"], null, 1), nextOf(["a", "b"], "b", 1), nextOf(["a", "b"], "a", -1)]).toEqual([
    "a",
    "a",
    "b",
  ]);
  expect([nextOf([], "a", 1), nextOf(["a", "b"], "gone", -1)]).toEqual([null, "b"]);
});
