// What the button of an exception does: go where it can be put right, or do it.
import { call } from "../../api/call";
import { askText, askYes } from "../../design/ask";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import type { Permission } from "../../till/session";
import { goTo } from "../place";
import type { Exception } from "./words";

type Run = (exception: Exception) => Promise<void> | void;
const idOf = (exception: Exception) => exception.subject?.id ?? "";
const path = (exception: Exception) => ({ id: idOf(exception) });

async function decidePayment(exception: Exception): Promise<void> {
  const charged = await askYes({
    title: t("console_inbox.decide_title"),
    text: t("console_inbox.decide_text"),
    yes: t("console_inbox.decide_charged"),
    no: t("console_inbox.decide_not_charged"),
  });
  if (charged === undefined) return;
  const reason = await askText({ title: t("console_inbox.decide_why"), label: t("core.reason") });
  if (reason === undefined) return;
  await act("decide_payment", (key) =>
    call("decideCardPayment", { path: path(exception), body: { charged, reason }, key }),
  );
}

async function settleCard(exception: Exception): Promise<void> {
  const forwarded = await askYes({
    title: t("console_inbox.settle_title"),
    text: t("console_inbox.settle_text"),
    yes: t("console_inbox.settle_forwarded"),
    no: t("console_inbox.settle_declined"),
  });
  if (forwarded === undefined) return;
  const body = { outcome: forwarded ? "forwarded" : "declined" } as const;
  await act("settle_card", (key) => call("settleOfflineCard", { path: path(exception), body, key }));
}

/** What else can be done where the first may lead nowhere: a terminal that stays silent says nothing when it is asked. */
export const otherwise: Partial<Record<Exception["fix"], { fix: Exception["fix"]; permission: Permission }>> = {
  askTerminal: { fix: "decidePayment", permission: "approve" },
};

/** By the fix's name; those without an entry have nothing to press. */
export const fixes: Partial<Record<Exception["fix"], Run>> = {
  askTerminal: async (exception) => {
    await act("ask_again", (key) => call("askCardPaymentAgain", { path: path(exception), key }));
  },
  decidePayment,
  settleCard,
  printAgain: async (exception) => {
    await act("retry_print", (key) => call("retryPrintJob", { path: path(exception), key }));
  },
  replayLetter: (exception) => goTo("replication", ["letters", idOf(exception)]),
  closeShift: (exception) => goTo("shifts", [idOf(exception)]),
  seeVariance: (exception) => goTo("shifts", [idOf(exception)]),
  seeOrder: (exception) => goTo("orders", [idOf(exception)]),
  testDevice: async (exception) => {
    await act("test_device", (key) => call("testDevice", { path: path(exception), body: {}, key }));
  },
  confirmPrices: async () => {
    const yes = await askYes({ title: t("runway.confirm"), text: t("runway.old"), yes: t("runway.confirm") });
    if (yes) await act("confirm_prices", (key) => call("confirmOldData", { key }));
  },
  resumeReplication: async () => {
    await act("resume", (key) => call("resumeReplication", { body: {}, key } as never));
  },
  carryOut: () => goTo("replication"),
  seeCart: async (exception) => {
    const { explainCartOf } = await import("../../screens/explain/Explain");
    await explainCartOf(idOf(exception));
  },
  resetPin: () => goTo("staff"),
  backUp: () => goTo("backups"),
  decideFiscal: () => goTo("fiscal"),
  seeFiscal: () => goTo("fiscal"),
  closeDay: () => goTo("shifts", [], { view: "days" }),
  seeSystem: () => goTo("system"),
  seeUpdates: () => goTo("updates"),
};
