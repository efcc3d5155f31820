import { describe, expect, it } from "vitest";
import { preview } from "../../cash/settlement";
import {
  complaint,
  counted,
  inOrder,
  isOpenQuestion,
  type Line,
  offersOf,
  paymentsOf,
  proposed,
  type Tender,
  without,
  withState,
} from "./lines";

const tender = (kind: Tender["kind"], more: Partial<Tender> = {}): Tender => ({
  code: kind,
  name: kind,
  kind,
  currency: "EUR",
  rate: null,
  roundingStep: kind === "cash" ? 5 : 1,
  roundingMode: "half_up",
  givesChange: kind === "cash",
  tips: null,
  opensDrawer: false,
  maxAmount: null,
  active: true,
  ...more,
});
const cash = tender("cash");
const card = tender("card");
const line = (id: string, of: Tender, amount: number, more: Partial<Line> = {}): Line => ({
  id,
  tender: of,
  amount,
  state: "taken",
  ...more,
});

describe("payment lines", () => {
  it("count only what was taken or approved", () => {
    const lines = [
      line("a", cash, 500),
      line("b", card, 100, { state: "requested" }),
      line("c", card, 100, { state: "unknown" }),
      line("d", card, 100, { state: "declined" }),
      line("e", card, 100, { state: "approved" }),
    ];
    expect(counted(lines).map(({ id }) => id)).toEqual(["a", "e"]);
    expect(lines.filter(isOpenQuestion).map(({ id }) => id)).toEqual(["b", "c"]);
    expect(offersOf(lines)).toHaveLength(2);
  });

  it("change state and leave by id", () => {
    const asked = [line("a", card, 100, { state: "requested" })];
    expect(withState(asked, "a", "approved", "1234")[0]).toMatchObject({ state: "approved", reference: "1234" });
    expect(without(asked, "a")).toEqual([]);
  });

  it("say to the daemon what was taken", () => {
    const usd = tender("foreign_cash", { code: "usd", currency: "USD" });
    expect(
      paymentsOf([
        line("a", cash, 500),
        line("b", usd, 920, { foreignAmount: 1000 }),
        line("c", tender("voucher"), 300, { voucherCode: "ABCD" }),
        line("d", card, 730, { state: "approved", reference: "0042" }),
        line("e", card, 1, { state: "declined" }),
      ]),
    ).toEqual([
      { tender: "cash", amount: 500 },
      { tender: "usd", foreignAmount: 1000 },
      { tender: "voucher", amount: 300, voucherCode: "ABCD" },
      { tender: "card", amount: 730, reference: "0042" },
    ]);
  });

  it("let a card take exactly what odd cash leaves", () => {
    expect(paymentsOf([line("a", cash, 503), line("b", card, 730, { state: "approved" })])).toEqual([
      { tender: "cash", amount: 503 },
      { tender: "card" },
    ]);
  });

  it("propose what is left", () => {
    const left = preview(1233, offersOf([line("a", card, 500)]), cash);
    expect(proposed(cash, left)).toBe(735);
    expect(proposed(card, left)).toBe(733);
  });

  it("complain before a card is charged too much", () => {
    const due = preview(1233, [], cash);
    expect(complaint(card, 1234, due)).toBe("over_due");
    expect(complaint(card, 1233, due)).toBeNull();
    expect(complaint(cash, 2000, due)).toBeNull();
    expect(complaint(cash, 0, due)).toBe("nothing_typed");
    expect(complaint(tender("voucher", { maxAmount: 1000 }), 1100, due)).toBe("over_limit");
    expect(complaint(cash, 0, preview(0, [], cash))).toBe("nothing_due");
    const back = preview(-598, [], cash);
    expect(complaint(cash, 600, back)).toBeNull();
    expect(complaint(cash, 1000, back)).toBe("over_due");
  });

  it("list tenders cash first and without those switched off", () => {
    const found = inOrder([tender("foreign_cash"), card, cash, tender("other", { active: false })]);
    expect(found.map(({ kind }) => kind)).toEqual(["cash", "card", "foreign_cash"]);
  });
});
