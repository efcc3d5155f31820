import { describe, expect, it } from "vitest";
import { waitedFor } from "./waited_for";

describe("guests who pay one after the other", () => {
  const amounts = [1000, 1500];
  it("waits for all of them until one has paid what they said", () => {
    expect(waitedFor({ amounts, asked: null }, 5000)).toEqual(amounts);
    expect(waitedFor({ amounts, asked: { at: 0, paid: 0 } }, 0)).toEqual(amounts);
    expect(waitedFor({ amounts, asked: { at: 0, paid: 0 } }, 999)).toEqual(amounts);
    expect(waitedFor({ amounts, asked: { at: 0, paid: 0 } }, 1000)).toEqual([1500]);
  });
  it("counts from what had been paid before", () => {
    expect(waitedFor({ amounts, asked: { at: 1, paid: 400 } }, 1500)).toEqual(amounts);
    expect(waitedFor({ amounts, asked: { at: 1, paid: 400 } }, 1900)).toEqual([1000]);
  });
});
