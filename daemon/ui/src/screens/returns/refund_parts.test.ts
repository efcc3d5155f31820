import { describe, expect, it } from "vitest";
import { byPayment, inCash, offered, refundsOf, rest } from "./refund_parts";

const tender = (code: string, kind: "cash" | "foreign_cash" | "card" | "voucher" | "account", active = true) => ({
  code,
  kind,
  active,
  roundingStep: kind === "cash" ? 5 : 1,
  roundingMode: "half_up",
});
const all = [
  tender("cash", "cash"),
  tender("card", "card"),
  tender("account", "account"),
  tender("usd", "foreign_cash"),
  tender("old", "card", false),
];

describe("tenders of a refund", () => {
  it("leave out foreign notes and what is switched off, and want a customer for the account", () => {
    expect(offered(all, false).map((choice) => [choice.tender.code, choice.possible])).toEqual([
      ["cash", true],
      ["card", true],
      ["account", false],
    ]);
    expect(offered(all, true).every((choice) => choice.possible)).toBe(true);
  });
  it("come in the order of what was paid with them", () => {
    const paid = [
      { tender: "cash", amount: 200 },
      { tender: "card", amount: 700 },
    ];
    expect(byPayment(offered(all, true), paid).map((choice) => choice.tender.code)).toEqual([
      "card",
      "cash",
      "account",
    ]);
  });
});

describe("parts of a refund", () => {
  const card = { tender: "card", amount: 300 };
  const cash = { tender: "cash", amount: 198 };
  it("leave a rest until they make the whole", () => {
    expect(rest(498, [card])).toBe(198);
    expect(rest(498, [card, cash])).toBe(0);
  });
  it("leave the last amount to the daemon", () => {
    expect(refundsOf([card, cash], 498)).toEqual([{ tender: "card", amount: 300 }, { tender: "cash" }]);
    expect(refundsOf([{ tender: "voucher", amount: 498, voucherCode: "V1" }], 498)).toEqual([
      { tender: "voucher", voucherCode: "V1" },
    ]);
    expect(refundsOf([card, { ...cash, tip: 50 }], 498)).toEqual([
      { tender: "card", amount: 300 },
      { tender: "cash", tip: 50 },
    ]);
  });
  it("meet the smallest coin in cash", () => expect(inCash(498, tender("cash", "cash"))).toBe(500));
});
