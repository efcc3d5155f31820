import type { CardOrder } from "../../cards/card_api";
import type { CardPayment } from "../../cards/card_payment";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { again, busy } from "./acts";
import { askDecision } from "./Decision";
import { goesBack, say } from "./words";

/** Nobody knows yet whether the money moved. Never shown as a refusal, and no way from here takes it a second time. */
export function Doubt({ order, payment }: { order: CardOrder; payment: CardPayment }) {
  const person = payment.personNeeded;
  const askAgain = () => void again(payment);
  const other = () => go("sale");
  const decide = () => void askDecision(payment);
  useKeys("card", { again: askAgain, park: other, decide });
  const back = goesBack(payment, order);
  return (
    <div class="card-now tender-unknown card-doubt" role="alert">
      <Icon name="help" size={40} />
      <h2>{t(person ? "card.person_title" : back ? "card.doubt_title_refund" : "card.doubt_title")}</h2>
      <p>{t(person ? "card.person_text" : back ? "card.doubt_text_refund" : "card.doubt_text")}</p>
      <p class="card-own">{say(person ? payment.words : payment.progress?.key) || t("eft.recovery.asking")}</p>
      <div class="tender-panel-buttons">
        <Button size="large" icon="card" hotkey={hotkeyOf("card", "again")} disabled={busy.value} onClick={askAgain}>
          {t("card.ask_again")}
        </Button>
        <Button size="large" icon="park" hotkey={hotkeyOf("card", "park")} onClick={other}>
          {t("card.other_customer")}
        </Button>
        <Button size="large" icon="user" hotkey={hotkeyOf("card", "decide")} onClick={decide}>
          {t("card.decide")}
        </Button>
      </div>
      <p class="quiet">{t("card.other_hint")}</p>
    </div>
  );
}
