import { describe, expect, it } from "vitest";
import { afterKey, type Entry, empty } from "./entry";

function keys(text: string, from: Entry = empty): Entry {
  return [...text].reduce(afterKey, from);
}

describe("the number entry", () => {
  it("collects a code", () => {
    expect(keys("4011")).toEqual({ text: "4011", times: null, target: "code" });
  });
  it("keeps `3 *` as the quantity of what comes next", () => {
    expect(keys("3*")).toEqual({ text: "", times: "3", target: "code" });
    expect(keys("0,5*4011")).toEqual({ text: "4011", times: "0.5", target: "code" });
  });
  it("takes the quantity back with a second `*`", () => {
    expect(keys("3**")).toEqual(empty);
  });
  it("never multiplies by nothing", () => {
    expect(keys("0*")).toEqual({ text: "0", times: null, target: "code" });
  });
  it("erases digits, then the quantity, then the target", () => {
    let state: Entry = { text: "1", times: "3", target: "price" };
    state = afterKey(state, "erase");
    expect(state).toEqual({ text: "", times: "3", target: "price" });
    state = afterKey(state, "erase");
    state = afterKey(state, "erase");
    expect(state).toEqual(empty);
  });
  it("has one decimal mark", () => {
    expect(keys("1.2.3").text).toBe("1.23");
  });
});
