import { describe, expect, it } from "vitest";
import { type CardPayment, current, progressed, questionOf, refusedBy, standing, takenOf } from "./card_payment";

const payment = (more: Partial<CardPayment> = {}): CardPayment => ({
  id: "p",
  orderId: "o",
  registerId: "r",
  deviceId: "d",
  tender: "card",
  kind: "sale",
  state: "running",
  live: true,
  amount: 1995,
  approvedAmount: 0,
  tip: 0,
  cashback: 0,
  currency: "EUR",
  reference: "1",
  card: null,
  terminal: null,
  signatureRequired: false,
  verdict: "",
  words: "",
  code: "",
  detail: "",
  personNeeded: false,
  progress: null,
  question: null,
  asked: { tip: 0, cashback: 0 },
  original: null,
  approvalCode: "",
  offline: false,
  learntLater: false,
  decision: null,
  receipt: { merchant: [], customer: [] },
  createdAt: "",
  changedAt: "",
  ...more,
});
const over = (more: Partial<CardPayment>) => payment({ live: false, ...more });
const pending = (cardPayments: CardPayment[], due = 1995) => ({ status: "PENDING_PAYMENT", due, cardPayments });
const ask = { number: 1, kind: "yesNo", key: "eft.ask.terminal_question", text: "", choices: [] } as const;

describe("what an order by card waits for", () => {
  it.each([
    ["running", pending([payment()])],
    ["running", pending([payment({ state: "created" })])],
    ["doubt", pending([payment({ state: "unknown" })])],
    ["person", pending([payment({ state: "manual", personNeeded: true })])],
    ["question", pending([payment({ question: { ...ask, choices: [] } })])],
    ["rest", pending([over({ state: "approved", approvedAmount: 1200 })], 795)],
    ["rest", pending([over({ state: "approved", approvedAmount: 1200 }), over({ state: "declined" })], 795)],
    ["running", pending([over({ state: "reversing" }), payment({ kind: "reversal" })], 795)],
    ["doubt", pending([over({ state: "reversing" }), payment({ kind: "reversal", state: "unknown" })], 795)],
    ["paid", { status: "PAID" }],
    ["cancelled", { status: "CANCELLED" }],
  ] as const)("is %s", (what, order) => {
    expect(standing(order)).toBe(what);
  });
  it("shows the payment that needs somebody before the one that waits its turn", () => {
    const order = pending([payment({ id: "waits", state: "created" }), payment({ id: "unknown", state: "unknown" })]);
    expect(current(order)?.id).toBe("unknown");
  });
  it("counts what was taken without tip and cashback, and nothing that went back", () => {
    const taken = over({ state: "approved", approvedAmount: 1500, tip: 200, cashback: 100 });
    const back = over({ state: "reversed", approvedAmount: 0 });
    expect(takenOf(pending([taken, back, over({ kind: "reversal", state: "approved", approvedAmount: 9 })]))).toBe(
      1200,
    );
  });
  it("knows why it was refused", () => {
    const order = pending([over({ state: "approved" }), over({ state: "declined", words: "eft.result.limit" })]);
    expect(refusedBy(order)?.words).toBe("eft.result.limit");
  });
});

describe("what the stream says", () => {
  it("brings words and question, and takes an answered question back", () => {
    const asked = progressed(payment(), { key: "eft.status.pin_pad", question: { ...ask, kind: "yesNo" } });
    expect(asked.progress?.key).toBe("eft.status.pin_pad");
    expect(asked.question?.kind).toBe("yesNo");
    const after = progressed(asked, { key: "" });
    expect(after.progress?.key).toBe("eft.status.pin_pad");
    expect(after.question).toBeNull();
  });
  it("is no question when its kind is unknown", () => {
    expect(questionOf({ number: 1, kind: "colour" })).toBeNull();
    expect(questionOf(null)).toBeNull();
  });
});
