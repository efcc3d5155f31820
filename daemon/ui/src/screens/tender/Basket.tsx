import type { Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { cart } from "../../till/state";

type Unit = Schemas["Unit"];

/** The cart to look at while it is paid; nothing of it is changed here. */
export function Basket() {
  const data = cart.value?.data;
  return data ? <Goods {...data} /> : <div class="tender-basket" />;
}

interface GoodsProps {
  items: readonly { name: string; quantity: string; unit: Unit; total: number }[];
  total: number;
  currency: string;
}
/** What is bought, beside the paying of it. */
export function Goods({ items, total, currency }: GoodsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by keys
    <section class="tender-basket" aria-label={t("tender.basket")} tabIndex={0}>
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <span class="tender-basket-quantity amount">{quantity(item.quantity, item.unit)}</span>
            <span class="tender-basket-name">
              <bdi>{item.name}</bdi>
            </span>
            <Amount minor={item.total} currency={currency} />
          </li>
        ))}
      </ul>
      <p class="tender-basket-total">
        <span>{t("receipt.total")}</span>
        <Amount minor={total} currency={currency} />
      </p>
    </section>
  );
}
