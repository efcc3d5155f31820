import { describe, expect, it } from "vitest";
import { cardWords, forCustomer, isShown } from "./model";

const idle = { registerId: "r", state: "idle", items: [] };

describe("the customers' screen", () => {
  it("shows its own register only, and only what it knows", () => {
    expect(isShown(idle, "r")).toBe(true);
    expect(isShown(idle, "other")).toBe(false);
    expect(isShown({ ...idle, state: "dancing" }, "r")).toBe(false);
    expect(isShown(null, "r")).toBe(false);
  });
  it("says what the terminal wants of the customer, and keeps the cashier's words to the cashier", () => {
    expect(forCustomer(cardWords({ key: "eft.status.pin_pad" }))).toBe("eft.status.pin_pad");
    expect(forCustomer(cardWords({ key: "eft.recovery.asking" }))).toBeNull();
    expect(forCustomer(cardWords({}))).toBeNull();
  });
});
