// What happens when the card terminal has spoken: the receipt, or the sale as it was before. Importing this file plugs it in.
import { effect, untracked } from "@preact/signals";
import { call } from "../../api/call";
import type { CardOrder } from "../../cards/card_api";
import { refusedBy } from "../../cards/card_payment";
import { forgetSale, keptSale } from "../../cards/kept_sales";
import { keepWaiting, onEnded, waiting } from "../../cards/waiting";
import { showBanner, showProblem } from "../../design/Banner";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { play } from "../../sound/sounds";
import { act } from "../../till/act";
import { showCart, takeOver } from "../../till/cart";
import { go, screen } from "../../till/navigation";
import { cart, session, terminal } from "../../till/state";
import type { Line } from "../tender/lines";
import { finish, lastOrder, takeLinesBack } from "../tender/payment";
import { say } from "./words";

const onScreen = (order: CardOrder) =>
  screen.peek().name === "card" && screen.peek().params["orderId"] === order.orderId;

function paid(order: CardOrder): void {
  forgetSale(order.orderId);
  if (onScreen(order)) {
    finish(order);
    return;
  }
  play("paid");
  const amount = money(Math.abs(order.total), order.currency);
  const back = order.kind === "return" || order.kind === "void";
  showBanner({
    id: `card-${order.orderId}`,
    title: t(back ? "card.back_later" : "card.paid_later", { amount, number: ltr(order.receiptNumber ?? "") }),
    actions: [
      {
        label: t("card.show"),
        run: () => {
          lastOrder.value = order;
          go("done", { orderId: order.orderId });
        },
      },
    ],
  });
}

/** Nothing was taken, or all of it is back. A sale is open again, where somebody has room for it. */
async function refused(order: CardOrder): Promise<void> {
  const shown = onScreen(order);
  const sale = keptSale<Line>(order.orderId);
  forgetSale(order.orderId);
  play("error");
  const why = say(refusedBy(order)?.words) || t("card.state_cancelled");
  const back = order.kind === "return" || order.kind === "void";
  const title = t(back ? "card.refused_back" : "card.refused", { why });
  const told = { id: `card-${order.orderId}`, tone: "warning", title } as const;
  if (back) {
    showBanner({ ...told, money: t("card.refused_money_back"), next: t("card.refused_next_back") });
    if (shown) go("sale");
    return;
  }
  const free = shown || (cart.peek()?.data.items.length ?? 0) === 0;
  if (sale === undefined || !free) {
    if (shown) go("sale");
    if (sale !== undefined) await setAside(sale.cartId, money(order.total, order.currency));
    showBanner({
      ...told,
      money: t("card.refused_money"),
      next: t("card.refused_parked"),
      actions: [{ label: t("menu.parked"), run: () => go("parked") }],
    });
    return;
  }
  await bringBack(sale, order);
  if (shown) {
    go("sale"); // the way back from the payment is the basket, not the page of the terminal
    go("tender");
  }
  showBanner({ ...told, money: t("card.refused_money"), next: t("card.refused_next") });
}

async function bringBack(sale: { cartId: string; lines: readonly Line[] }, order: CardOrder): Promise<void> {
  const answer = await call("getCart", { path: { id: sale.cartId } });
  const elsewhere = answer.data.terminalId !== null && answer.data.terminalId !== terminal.peek()?.terminalId;
  if (elsewhere) await takeOver(sale.cartId);
  else showCart(answer);
  const words = refusedBy(order)?.words;
  const lines = sale.lines.map((line) =>
    line.state === "terminal" ? { ...line, state: "declined" as const, ...(words ? { words } : {}) } : line,
  );
  takeLinesBack(sale.cartId, lines);
}

async function setAside(cartId: string, note: string): Promise<void> {
  await act("park", (key) => call("suspendCart", { path: { id: cartId }, body: { note }, key })).catch(() => undefined);
}

onEnded((order) => {
  if (order.status === "CANCELLED")
    refused(order).catch((error: unknown) => showProblem(error, { what: "card.act_read" }));
  else paid(order);
});

/** After a reload, or at another till of the register: the payment that is open is on the screen first. */
let looked: string | null = null;
effect(() => {
  const who = session.value?.sessionId ?? null;
  if (who === null) {
    looked = null;
    return;
  }
  const first = waiting.value[0];
  if (first === undefined || looked === who) return;
  looked = who;
  untracked(() => {
    if (screen.peek().name === "sale" && (cart.peek()?.data.items.length ?? 0) === 0)
      go("card", { orderId: first.orderId });
  });
});

keepWaiting();
