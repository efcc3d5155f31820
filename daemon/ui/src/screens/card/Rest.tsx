import type { CardOrder } from "../../cards/card_api";
import { refusedBy, takenOf } from "../../cards/card_payment";
import { terminalAway } from "../../cards/waiting";
import { Amount } from "../../design/Amount";
import { askNumber, askText } from "../../design/ask";
import { Button } from "../../design/Button";
import { amount, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { tenders } from "../../till/state";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { inOrder, type Tender } from "../tender/lines";
import { tenderName } from "../tender/tender_name";
import { abandon, askSlip, busy, payRest } from "./acts";
import { say } from "./words";

const ways: readonly Tender["kind"][] = ["cash", "card", "voucher", "other"];

/** The terminal took a part: the rest another way, or all of it back. */
export function Rest({ order }: { order: CardOrder }) {
  const due = order.due ?? 0;
  const taken = takenOf(order);
  const giveUp = () => void abandon(order, taken);
  const other = () => go("sale");
  useKeys("card", { give_up: giveUp, park: other });
  const refused = refusedBy(order);
  const choices = inOrder(tenders.value).filter((each) => ways.includes(each.kind));
  return (
    <div class="card-now tender-panel">
      <div class="card-rest" role="status">
        <p>
          <span class="quiet">{t("card.taken")}</span>
          <Amount minor={taken} currency={order.currency} />
        </p>
        <p class="card-rest-due">
          <span>{t("card.still_due")}</span>
          <Amount minor={due} currency={order.currency} class="card-figure" />
        </p>
      </div>
      <p>{refused ? say(refused.words) : t("card.rest_text")}</p>
      <div class="card-ways">
        {choices.map((tender) => (
          <Button key={tender.code} size="large" disabled={busy.value} onClick={() => void pay(order, tender, due)}>
            <bdi>{tenderName(tender)}</bdi>
          </Button>
        ))}
      </div>
      <div class="tender-panel-buttons">
        <Button kind="danger" icon="return" hotkey={hotkeyOf("card", "give_up")} disabled={busy.value} onClick={giveUp}>
          {t("card.give_up")}
        </Button>
        <Button icon="park" hotkey={hotkeyOf("card", "park")} onClick={other}>
          {t("card.other_customer")}
        </Button>
      </div>
    </div>
  );
}

async function pay(order: CardOrder, tender: Tender, due: number): Promise<void> {
  const code = order.currency;
  const base = { tender: tender.code };
  if (tender.kind === "voucher") {
    const voucherCode = await askText({ title: tenderName(tender), label: t("tender.voucher_code") });
    return voucherCode === undefined ? undefined : payRest(order, [{ ...base, amount: due, voucherCode }]);
  }
  if (tender.kind === "card" && terminalAway.value) {
    const reference = await askSlip();
    return reference === undefined ? undefined : payRest(order, [{ ...base, amount: due, reference }]);
  }
  if (tender.kind !== "cash") return payRest(order, [{ ...base, amount: due }]);
  const given = await askNumber<number>({
    title: t("card.cash_title", { amount: money(due, code) }),
    label: t("tender.amount"),
    initial: amount(due, code),
    parse: (text) => parseMoney(text, code),
    wrong: t("tender.complaint_not_a_number", { currency: code }),
  });
  if (given !== undefined) await payRest(order, [{ ...base, amount: given }]);
}
