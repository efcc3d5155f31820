import { expect, it } from "vitest";
import { linkTo, parsePlace } from "./place";

it("a place is a page, a path and a query, there and back", () => {
  expect(parsePlace("#/orders/12%2F3?q=a%20b&empty=")).toEqual({
    page: "orders",
    path: ["12/3"],
    query: { q: "a b", empty: "" },
  });
  expect(linkTo("orders", ["12/3"], { q: "a b", empty: "" })).toBe("#/orders/12%2F3?q=a+b");
  expect(parsePlace(linkTo("orders", ["é"], { q: "x&y=1" }))).toEqual({
    page: "orders",
    path: ["é"],
    query: { q: "x&y=1" },
  });
});
it("what is no place leads home, and a broken escape breaks nothing", () => {
  for (const hash of ["", "#", "#/"]) expect(parsePlace(hash).page).toBe("");
  expect(parsePlace("#/a/%E0%A4%A")).toEqual({ page: "a", path: ["%E0%A4%A"], query: {} });
});
