import { beforeAll, describe, expect, it } from "vitest";
import consoleEnglish from "../../i18n/en_console";
import { addTexts, setLang } from "../../i18n/text";
import { type Exception, keyOf, wordsOf } from "./words";

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const exception = (change: Partial<Exception>): Exception => ({
  id: "x",
  code: "drawer-variance",
  severity: "warning",
  since: "2026-11-21T10:00:00Z",
  until: null,
  amount: -1250,
  currency: "EUR",
  subject: null,
  fix: "seeVariance",
  permission: "approve",
  canBeSeen: true,
  facts: { register: "1", number: "7", staff: "1001", reason: "" },
  seen: null,
  ...change,
});
/** All that the appliance can find (pos-core/exceptions/exceptions.cpp). */
const codes = [
  "payments-in-doubt",
  "offline-card",
  "order-unpaid",
  "price-difference",
  "drawer-variance",
  "shift-long-open",
  "prints-unknown",
  "print-failed",
  "device-away",
  "disk-low",
  "backup-failed",
  "backup-old",
  "backup-none",
  "backup-not-sent",
  "backup-in-clear-not-sent",
  "memory-low",
  "fiscal-undecided",
  "fiscal-unit-out",
  "day-unsealed",
  "certificate-ended",
  "certificate-ending",
  "certificate-unreadable",
  "update-failed",
  "update-waiting",
  "staff-locked",
  "dead-letters",
  "replication-paused",
  "hub-away",
  "backlog-old",
  "masters-old",
  "clock-wrong",
];

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: {} }, localStorage: { setItem: () => undefined } });
  await addTexts(async () => consoleEnglish);
  await setLang("en");
});

describe("an exception", () => {
  it("is said in words that fit its direction", () => {
    expect(plain(wordsOf(exception({})).title)).toContain("€12.50 short");
    expect(plain(wordsOf(exception({ amount: 300 })).title)).toContain("€3.00 too much");
  });
  it("of a kind that is not known yet is said by its code", () => {
    expect(wordsOf(exception({ code: "new-kind", facts: { why: "rain" } }))).toEqual({
      title: "new-kind",
      cause: "rain",
      money: "",
      next: "",
    });
  });
  it.each(codes)("%s says what happened, what it means for the money and what to do", (code) => {
    const words = wordsOf(exception({ code }));
    expect(words.title).not.toBe(code);
    expect(words.money).not.toBe("");
    expect(words.next).not.toBe("");
    expect(keyOf(code)).toMatch(/^[a-z_]+$/);
  });
});
