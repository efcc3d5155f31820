import { call, type Schemas } from "../../api/call";
import { askText } from "../../design/ask";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { canBeVoided, canGoBack } from "../../screens/journal/journal_state";
import { nameOfTender } from "../../screens/tender/tender_name";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { consented } from "./consented";
import { askReturn } from "./ReturnForm";

type Order = Schemas["Order"];

/** What can still be done with a receipt. */
export function OrderActs({ order, reload }: { order: Order; reload: () => Promise<void> }) {
  const why = () =>
    import("../../screens/explain/Explain").then(
      ({ explainOrder }) => explainOrder(order),
      (error: unknown) => showProblem(error, { what: "sale.why_failed" }),
    );
  return (
    <>
      <Button icon="help" onClick={() => void why()}>
        {t("journal.why_price")}
      </Button>
      {order.status === "PAID" && order.kind === "sale" && !order.voidedBy && can("shipping") && (
        <Button icon="clock" onClick={() => void prepare(order).then(reload)}>
          {t("console_pickup.prepare")}
        </Button>
      )}
      {canGoBack(order) && (
        <Button icon="return" onClick={() => void askReturn(order).then((made) => made && reload())}>
          {t("journal.start_return")}
        </Button>
      )}
      {canBeVoided(order) && order.receiptNumber !== null && (
        <Button kind="danger" icon="void" onClick={() => void voidIt(order).then(reload)}>
          {t("journal.void")}
        </Button>
      )}
    </>
  );
}

/** Onto the pick-up page: somebody makes it, then it waits to be fetched. */
async function prepare(order: Order): Promise<void> {
  try {
    const body = { status: "AWAITING_PRODUCTION" } as const;
    await act("order_status", (key) => call("setOrderStatus", { path: { id: order.orderId }, body, key }));
  } catch (error) {
    showProblem(error, { what: "console_pickup.act_move" });
  }
}

async function voidIt(order: Order): Promise<void> {
  const number = ltr(order.receiptNumber ?? "");
  const reason = await askText({
    title: t("console_orders.void_title", { number }),
    label: t("core.reason"),
    about: <p>{t("console_orders.void_effect", { amount: ltr(money(order.total, order.currency)) })}</p>,
    choices: ["mistake", "left", "test"].map((key) => t(`parked.reason_${key}`)),
    confirm: t("journal.void"),
    danger: true,
  });
  if (reason === undefined) return;
  const about = { before: money(order.total, order.currency), after: money(0, order.currency), reason };
  try {
    const made = await consented(
      "void_order",
      t("console_orders.void_title", { number }),
      (approval) =>
        act("void_order", async (key) => {
          const args = { path: { id: order.orderId }, body: { reason }, key, ...(approval ? { approval } : {}) };
          return (await call("voidOrder", args)).data;
        }),
      about,
    );
    if (made !== undefined) sayHandBack(made);
  } catch (error) {
    showProblem(error, { what: "console_orders.act_void" });
  }
}

/** What goes back to the customer by hand; what a terminal gives back it says itself. */
function sayHandBack(made: Order): void {
  const paid = made.payments.filter(({ amount }) => amount !== 0);
  const parts = paid.map(
    ({ tender, amount }) => `${nameOfTender(tender)} ${ltr(money(Math.abs(amount), made.currency))}`,
  );
  showBanner({
    title: made.receiptNumber
      ? t("journal.hand_back", {
          number: ltr(made.receiptNumber),
          tenders: parts.join(", ") || t("journal.tenders_none"),
        })
      : t("console_orders.terminal_gives_back"),
  });
}
