import type { CardOrder } from "../../cards/card_api";
import type { CardPayment } from "../../cards/card_payment";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { cancel, stopping } from "./acts";
import { goesBack, progressWords } from "./words";

/** The terminal works: what it says, what comes next, and the wish to stop. */
export function Running({ order, payment }: { order: CardOrder; payment: CardPayment | undefined }) {
  const asked = payment !== undefined && stopping.value.has(payment.id);
  const stop = () => {
    if (payment !== undefined && !asked) void cancel(payment);
  };
  useKeys("card", { cancel: stop });
  const next = asked ? "card.next_stopping" : goesBack(payment, order) ? "card.next_refund" : "card.next_running";
  return (
    <div class="card-now">
      <p class="card-words" role="status">
        <Icon name="card" size={32} />
        <span>{asked ? t("eft.job.stopping") : progressWords(payment)}</span>
      </p>
      {payment?.progress?.text && (
        <p class="card-own">
          <span class="quiet">{t("card.terminal_says")}</span> <bdi>{payment.progress.text}</bdi>
        </p>
      )}
      <p class="quiet">{t(next)}</p>
      <Button size="large" icon="close" hotkey={hotkeyOf("card", "cancel")} disabled={asked} onClick={stop}>
        {t("card.cancel")}
      </Button>
    </div>
  );
}
