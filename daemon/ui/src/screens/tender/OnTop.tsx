import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import type { IconName } from "../../design/Icon";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { askOnTop } from "./ask_on_top";
import { typed } from "./entry";
import { type OnTopKind, sumOf } from "./on_top";
import { booking, isPaid, question, settlement, total } from "./payment";
import { offered, onTop, terminalTips } from "./wanted_on_top";

const icons: Record<OnTopKind, IconName> = { tip: "plus", cashback: "drawer" };

/** A tip, and cash back by card, where a tender or the register's terminal has them: beside the way until somebody wants one. */
export function OnTop() {
  const { refund, rest } = settlement.value;
  const off = booking.value || question.value !== undefined || isPaid();
  if (offered.value.length === 0 || refund || total.value <= 0 || off) return null;
  const wanted = onTop.value;
  const onCard = terminalTips.value || wanted.cashback > 0;
  // Cash that is typed has the tip in it already.
  const typedShare = onCard && typed.value.trim() !== "" ? parseMoney(typed.value, currency.value) : null;
  const share = typedShare ?? rest;
  return (
    <div class="tender-on-top">
      {offered.value.map((kind) => (
        <Button
          key={kind}
          kind={wanted[kind] > 0 ? "plain" : "quiet"}
          icon={icons[kind]}
          onClick={() => void askOnTop(kind)}
        >
          {wanted[kind] > 0
            ? t(`tender.${kind}_is`, { amount: money(wanted[kind], currency.value) })
            : t(`tender.${kind}`)}
        </Button>
      ))}
      <p role="status">
        {sumOf(wanted) > 0 && (
          <>
            <span class="quiet">{t(onCard ? "tender.on_card" : "tender.with_tip")}</span>{" "}
            <Amount minor={share + sumOf(wanted)} currency={currency.value} />
          </>
        )}
      </p>
    </div>
  );
}
