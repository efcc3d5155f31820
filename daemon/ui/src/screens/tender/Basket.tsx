import { Amount } from "../../design/Amount";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { cart } from "../../till/state";

/** The cart to look at while it is paid; nothing of it is changed here. */
export function Basket() {
  const data = cart.value?.data;
  if (!data) return <div class="tender-basket" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by keys
    <section class="tender-basket" aria-label={t("tender.basket")} tabIndex={0}>
      <ul>
        {data.items.map((item) => (
          <li key={item.itemId}>
            <span class="tender-basket-quantity amount">{quantity(item.quantity, item.unit)}</span>
            <span class="tender-basket-name">
              <bdi>{item.name}</bdi>
            </span>
            <Amount minor={item.total} currency={data.currency} />
          </li>
        ))}
      </ul>
      <p class="tender-basket-total">
        <span>{t("receipt.total")}</span>
        <Amount minor={data.total} currency={data.currency} />
      </p>
    </section>
  );
}
