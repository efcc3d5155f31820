import { Amount } from "../../design/Amount";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { type GiftCard, stateOf } from "./gift_card";

/** What is on a card and whether it pays, read out when it is found. */
export function CardFacts({ card }: { card: GiftCard }) {
  const state = stateOf(card);
  const date = card.expiresAt ? dateTime(card.expiresAt, "date") : "";
  const bad = state === "expired" || state === "closed" || state === "empty";
  return (
    <p class={bad ? "tender-panel-fact tender-panel-bad gift-facts" : "tender-panel-fact gift-facts"} role="status">
      <strong>
        <Amount minor={card.balance} currency={card.currency} />
      </strong>
      <span dir="ltr">•••• {card.lastFour}</span>
      <span>{t(state === "usable" ? (date ? "gift.until" : "gift.forever") : `gift.state_${state}`, { date })}</span>
      {card.leased !== undefined && <Away card={card} />}
      {card.leased === undefined && card.available < card.balance && state === "usable" && (
        <span>
          {t("gift.held")} <Amount minor={card.balance - card.available} currency={card.currency} />
        </span>
      )}
    </p>
  );
}

/** What this store may do with a card that the hub keeps, while the hub is away: what it was lent, and what it risks. */
function Away({ card }: { card: GiftCard }) {
  return (
    <>
      <span>{card.asOf ? t("gift.away", { time: dateTime(card.asOf, "time") }) : t("gift.away_never")}</span>
      <span>
        {t("gift.leased")} <Amount minor={card.leased ?? 0} currency={card.currency} />
      </span>
      {(card.provisional ?? 0) > 0 && (
        <span>
          {t("gift.provisional")} <Amount minor={card.provisional ?? 0} currency={card.currency} />
        </span>
      )}
    </>
  );
}
