import { standing } from "../../cards/card_payment";
import { waiting } from "../../cards/waiting";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { go, screen } from "../../till/navigation";
import "./card_badge.css";

/** In the head: what waits for the card terminal while somebody else is served. A tap leads there, one after the other. */
export function CardBadge() {
  const { name, params } = screen.value;
  const shown = name === "card" ? params["orderId"] : undefined;
  const others = waiting.value.filter(({ orderId }) => orderId !== shown);
  const [first] = others;
  if (first === undefined) return null;
  const calm = others.every((each) => standing(each) === "running");
  return (
    <button
      type="button"
      class={calm ? "card-badge" : "card-badge card-badge-needs"}
      onClick={() => go("card", { orderId: first.orderId })}
    >
      <Icon name="card" />
      <span class="card-badge-words">{t("card.badge", { n: others.length })}</span>
      <span class="card-badge-count" aria-hidden="true">
        {others.length}
      </span>
    </button>
  );
}
