// Voiding a whole receipt of today, from the journal or from the returns.
import { waits } from "../../cards/card_api";
import { showBanner, showProblem } from "../../design/Banner";
import { openDialog } from "../../design/Dialog";
import { money } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { ReasonForm } from "../ReasonForm";
import { voidReceipt } from "../returns/submit";
import { leaveToTerminal } from "../tender/payment";
import { nameOfTender } from "../tender/tender_name";
import type { Order } from "./journal_state";

const reasons = ["parked.reason_mistake", "parked.reason_left", "parked.reason_test"];

/** `Cash €5.00, Card €3.20`: what was paid, or goes back, by tender. */
export function tendersOf(order: Order): string {
  // A note that went back whole as change paid nothing.
  const paid = order.payments.filter((payment) => payment.amount !== 0);
  const parts = paid.map(
    (payment) => `${own(nameOfTender(payment.tender))} ${ltr(money(Math.abs(payment.amount), order.currency))}`,
  );
  return parts.join(", ") || t("journal.tenders_none");
}

/** Asks, voids, and says what to hand back. Answers the void, or nothing when it was left. */
export async function askVoidReceipt(order: Order): Promise<Order | undefined> {
  const number = ltr(order.receiptNumber ?? "");
  const reason = await openDialog<string>(
    (close) => (
      <ReasonForm
        title={t("returns.void_title", { number })}
        effect={t("returns.void_effect", { tenders: tendersOf(order) })}
        reasons={reasons.map((key) => t(key))}
        keep={t("returns.keep")}
        now={t("returns.void_now")}
        close={close}
      />
    ),
    { label: t("returns.void_title", { number }) },
  );
  if (reason === undefined) return undefined;
  try {
    const made = await voidReceipt(order, reason);
    if (made && waits(made)) {
      leaveToTerminal(made);
      return undefined;
    }
    if (made) {
      const title = t("journal.hand_back", { number: ltr(made.receiptNumber ?? ""), tenders: tendersOf(made) });
      showBanner({ id: `void-${made.orderId}`, title });
    }
    return made;
  } catch (error) {
    showProblem(error, { what: "returns.act_void" });
    return undefined;
  }
}
