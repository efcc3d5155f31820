import { expect, test } from "vitest";
import type { Variant } from "../articles/goods";
import { levelsAfter, moreOf } from "./lines";

const article = (id: string) => ({ id }) as Variant;

test("a scan adds one to its line and brings it on top", () => {
  let lines = moreOf([], article("a"));
  lines = moreOf(lines, article("b"));
  lines = moreOf(lines, article("a"));
  expect(lines.map(({ variant, quantity }) => [variant.id, quantity])).toEqual([
    ["a", "2"],
    ["b", "1"],
  ]);
  const weighed = lines.map((line) => ({ ...line, quantity: "1.5" }));
  expect(moreOf(weighed, article("b"))[0]?.quantity).toBe("1.5");
});

test("levels are reckoned back from the one now, exactly", () => {
  const moves = [{ quantity: "-0.482" }, { quantity: "-3" }, { quantity: "24.5" }];
  expect(levelsAfter("21.018", moves)).toEqual(["21.018", "21.5", "24.5"]);
  expect(levelsAfter("-2", [{ quantity: "-5" }, { quantity: "3" }])).toEqual(["-2", "3"]);
  expect(levelsAfter("0.1", [{ quantity: "0.2" }, { quantity: "-0.1" }])).toEqual(["0.1", "-0.1"]);
});
