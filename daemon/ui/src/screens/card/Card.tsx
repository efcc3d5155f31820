import { useEffect } from "preact/hooks";
import { type CardOrder, readOrder } from "../../cards/card_api";
import { type CardPayment, current, inAll, standing } from "../../cards/card_payment";
import { ended, noteOrder, orderOf } from "../../cards/waiting";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { Goods } from "../tender/Basket";
import { nameOfTender } from "../tender/tender_name";
import "../tender/tender.css";
import "../tender/tender_parts.css";
import { Asked } from "./Asked";
import "./card.css";
import { Doubt } from "./Doubt";
import { Rest } from "./Rest";
import { Running } from "./Running";
import { goesBack, stateWords } from "./words";

/** A sale, a refund or a void while the card terminal has it: one calm page that says what is and what comes next. */
export function Card({ orderId }: { orderId: string }) {
  const order = orderOf(orderId) ?? (ended.value?.orderId === orderId ? ended.value : undefined);
  useEffect(() => {
    if (order === undefined)
      readOrder(orderId).then(noteOrder, (error: unknown) => {
        showProblem(error, { what: "card.act_read" });
        go("sale");
      });
  }, [orderId]);
  if (order === undefined) return null;
  const payment = current(order);
  const back = goesBack(payment, order);
  const title = t(back ? "card.title_refund" : "card.title");
  return (
    <section class="tender card" aria-label={title}>
      <header class="tender-head">
        <h1>{title}</h1>
      </header>
      <section class="tender-basket" aria-label={t("tender.basket")}>
        <Goods {...order} />
      </section>
      <div class="tender-main card-main" aria-live="polite">
        {standing(order) !== "rest" && (
          <div class="card-amount">
            <span class="quiet">{t(back ? "card.amount_refund" : "card.amount")}</span>
            <Amount
              minor={payment ? inAll(payment) : Math.abs(order.total)}
              currency={order.currency}
              class="card-figure"
            />
            {payment && <With payment={payment} />}
          </div>
        )}
        <Middle order={order} />
        <Steps order={order} />
      </div>
    </section>
  );
}

/** What of it comes on top of the goods. */
function With({ payment }: { payment: CardPayment }) {
  const { tip, cashback } = payment.asked;
  return (
    <span class="quiet card-with">
      {tip > 0 && <span>{t("card.with_tip", { amount: money(tip, payment.currency) })}</span>}
      {cashback > 0 && <span>{t("card.with_cashback", { amount: money(cashback, payment.currency) })}</span>}
    </span>
  );
}

function Middle({ order }: { order: CardOrder }) {
  const payment = current(order);
  switch (standing(order)) {
    case "question":
      return payment?.question ? <Asked key={payment.question.number} order={order} payment={payment} /> : null;
    case "person":
    case "doubt":
      return payment ? <Doubt order={order} payment={payment} /> : null;
    case "rest":
      return <Rest order={order} />;
    case "running":
      return <Running order={order} payment={payment} />;
    default:
      return (
        <Button kind="primary" size="large" onClick={() => go("sale")}>
          {t("receipt.next")}
        </Button>
      );
  }
}

/** Everything that this sale asked of terminals, when it was more than once. */
function Steps({ order }: { order: CardOrder }) {
  const all = order.cardPayments ?? [];
  if (all.length < 2) return null;
  return (
    <ul class="tender-lines card-steps" aria-label={t("card.steps")}>
      {all.map((each) => (
        <li key={each.id} class="tender-line">
          <span class="tender-line-name">
            <bdi>{nameOfTender(each.tender)}</bdi>
          </span>
          <span class="tender-line-state">{stateWords(each)}</span>
          <span class="tender-line-amount">
            <Amount minor={each.approvedAmount || inAll(each)} currency={each.currency} />
          </span>
        </li>
      ))}
    </ul>
  );
}
