import { describe, expect, it } from "vitest";
import { complainedOf, leavesOf, typedValue, withValue } from "./document_edit";

const event = {
  id: "0198",
  type: "OrderPlaced",
  payload: {
    total: 1234,
    "a/b": { "c~d": true },
    lines: [{ sku: "TEA", quantity: "0.5" }, { sku: null }],
    share: 0.25,
  },
};

it("a document is its values, in its order, each by its pointer", () => {
  expect(leavesOf(event).map(({ pointer, kind }) => `${pointer} ${kind}`)).toEqual([
    "/id text",
    "/type text",
    "/payload/total whole",
    "/payload/a~1b/c~0d flag",
    "/payload/lines/0/sku text",
    "/payload/lines/0/quantity text",
    "/payload/lines/1/sku nothing",
    "/payload/share number",
  ]);
  expect(leavesOf(event)[3]?.name).toBe("payload › a/b › c~d");
});

describe("a value", () => {
  it.each([
    ["12", "whole", 12],
    ["-3", "whole", -3],
    ["12.5", "whole", undefined],
    ["9007199254740993", "whole", undefined],
    ["twelve", "whole", undefined],
    ["0.5", "number", 0.5],
    ["", "number", undefined],
    ["false", "flag", false],
    ["yes", "flag", undefined],
    ["", "nothing", null],
    ["TEA", "nothing", "TEA"],
    ["12", "text", "12"],
  ] as const)("%j as %s is %j", (typed, kind, value) => expect(typedValue(typed, kind)).toBe(value));
});

it("a changed value leaves every other one alone, and every other object itself", () => {
  const changed = withValue(event, "/payload/lines/1/sku", "MILK") as typeof event;
  expect(changed.payload.lines).toEqual([{ sku: "TEA", quantity: "0.5" }, { sku: "MILK" }]);
  expect(changed.payload.lines[0]).toBe(event.payload.lines[0]);
  expect(event.payload.lines[1]?.sku).toBeNull();
  const odd = withValue(event, "/payload/a~1b/c~0d", false) as typeof event;
  expect(odd.payload["a/b"]).toEqual({ "c~d": false });
});

it.each([
  ["/payload/total: is not the sum of the lines", ["/payload/total"]],
  ["lines/1: /payload/lines/1 is no article", ["/payload/lines/1/sku"]],
  ["no article `sku` is known", ["/payload/lines/0/sku", "/payload/lines/1/sku"]],
  ["the hub did not say", []],
] as const)("%s marks %j", (detail, pointers) => expect([...complainedOf(detail, leavesOf(event))]).toEqual(pointers));
