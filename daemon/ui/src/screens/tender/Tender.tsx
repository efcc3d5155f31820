import { useLayoutEffect } from "preact/hooks";
import { banners } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dialogs } from "../../design/Dialog";
import { t } from "../../i18n/text";
import { bindKeys } from "../../keys/keys";
import { onScan } from "../../scan/scans";
import { back, go } from "../../till/navigation";
import { cart, tenders } from "../../till/state";
import { AccountPanel } from "./AccountPanel";
import { AmountEntry } from "./AmountEntry";
import { askOnTop } from "./ask_on_top";
import { Basket } from "./Basket";
import { Booking } from "./Booking";
import { CardQuestion } from "./CardQuestion";
import { Due } from "./Due";
import { choose, enter, panel, resetEntry } from "./entry";
import { ForeignPanel } from "./ForeignPanel";
import { comesLater, LaterPanel } from "./LaterPanel";
import { inOrder, type Tender as Method } from "./lines";
import { Methods } from "./Methods";
import { OnTop } from "./OnTop";
import { PaymentLines } from "./PaymentLines";
import { PointsOffButton } from "./PointsOffButton";
import { booking, question, settlement } from "./payment";
import "./tender_parts.css";
import "./tender.css";

/** Taking the money of the cart on screen, or giving it back. With `amount` it begins with that in the field: a guest's part. */
export function Tender({ amount }: { amount?: number }) {
  useLayoutEffect(() => onScan(anotherArticle), []);
  useLayoutEffect(() => {
    // Back from choosing the customer of an account: that question is still the one on screen.
    if (panel.value?.kind !== "account") resetEntry(amount);
    const by = (kind: Method["kind"]) => () => {
      const found = inOrder(tenders.value).find((tender) => tender.kind === kind);
      if (found) void choose(found);
    };
    return bindKeys("tender", {
      exact: (event) => {
        if (!event.repeat) void enter();
      },
      card: by("card"),
      voucher: by("voucher"),
      account: by("account"),
      foreign: by("foreign_cash"),
      other: by("other"),
      tip: () => void askOnTop("tip"),
      cashback: () => void askOnTop("cashback"),
      back: leave,
    });
  }, []);
  const title = t(settlement.value.refund ? "tender.title_refund" : "tender.title");
  if (cart.value === null && !booking.value) return <NothingToPay />;
  return (
    <section class="tender" aria-label={title}>
      <header class="tender-head">
        <Button kind="quiet" icon="back" class="page-back" hotkey="Esc" onClick={stepBack} disabled={booking.value}>
          {t("tender.back")}
        </Button>
        <h1>{title}</h1>
      </header>
      <Basket />
      <div class="tender-main">
        <Due />
        <PaymentLines />
        <OnTop />
        <PointsOffButton />
        <Middle />
      </div>
      <Methods />
    </section>
  );
}

/** One thing at a time: the booking, the card terminal's answer, a tender's own questions, or the amount. */
function Middle() {
  const asked = panel.value;
  if (booking.value) return <Booking />;
  if (question.value) return <CardQuestion line={question.value} />;
  if (asked?.kind === "account") return <AccountPanel tender={asked} />;
  if (asked?.kind === "foreign_cash") return <ForeignPanel key={asked.code} tender={asked} />;
  if (asked && comesLater(asked)) return <LaterPanel key={asked.code} tender={asked} />;
  return <AmountEntry />;
}

function NothingToPay() {
  return (
    <section class="tender-empty" aria-label={t("tender.title")}>
      <p>{t("tender.no_cart")}</p>
      <Button kind="primary" size="large" onClick={() => go("sale")}>
        {t("shift.to_sale")}
      </Button>
    </section>
  );
}

/** A scan while nothing is under way is one more article: back to the sale, which takes it. Payments taken so far stay. */
function anotherArticle(): boolean {
  if (booking.value || question.value !== undefined) return false;
  resetEntry();
  go("sale");
  return false;
}

/** Esc closes what was opened last: a message, a tender's questions, the screen. */
function leave(): boolean | undefined {
  if (booking.value) return undefined;
  if (dialogs.value.length > 0 || banners.value.length > 0) return false;
  stepBack();
  return undefined;
}

/** Out of a tender's questions, else off the screen; a question to the card terminal stays. */
function stepBack(): void {
  if (panel.value !== null) panel.value = null;
  else if (question.value === undefined) back();
}
