import { describe, expect, it } from "vitest";
import { policyOf, textOf } from "./tips";

describe("tips of a tender, as written", () => {
  it("are read as they were shown", () => {
    const policy = { percents: [5, 10], amounts: [100, 250], refunded: true };
    expect(policyOf(textOf(policy, "EUR"), "EUR")).toEqual(policy);
    expect(policyOf(textOf(null, "EUR"), "EUR")).toBeNull();
  });
  it("begin with what is usual", () => {
    expect(policyOf({ ...textOf(null, "EUR"), taken: true }, "EUR")).toEqual({
      percents: [5, 10, 15],
      amounts: [],
      refunded: false,
    });
  });
  it("keep the place of what is no number, for the appliance to name", () => {
    expect(policyOf({ taken: true, percents: "5 %; x", amounts: "1.50; y;", refunded: false }, "EUR")).toEqual({
      percents: [5, 0],
      amounts: [150, 0],
      refunded: false,
    });
  });
});
