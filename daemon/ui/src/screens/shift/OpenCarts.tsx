import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { Icon } from "../../design/Icon";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { site } from "../../till/state";

type OpenCart = Schemas["ShiftReport"]["openCarts"][number];

/** Baskets that the close leaves behind, and what becomes of them. Who may not read the X report does without. */
export function OpenCarts({ shiftId }: { shiftId: string }) {
  const [carts, setCarts] = useState<OpenCart[]>([]);
  useEffect(() => {
    call("getShiftReport", { path: { id: shiftId } })
      .then(({ data }) => setCarts(data.openCarts))
      .catch(() => setCarts([]));
  }, [shiftId]);
  if (carts.length === 0) return null;
  return (
    <section class="shift-carts">
      <h2>
        <Icon name="cart" size={24} />
        {t("shift.open_carts", { n: carts.length })}
      </h2>
      <p>{t(site.value?.policy.carryOverCarts === false ? "shift.carts_void" : "shift.carts_stay")}</p>
      {carts.length <= 3 ? (
        <CartList carts={carts} />
      ) : (
        <details>
          <summary>{t("receipt.show")}</summary>
          <CartList carts={carts} />
        </details>
      )}
    </section>
  );
}

/** When a cart was begun: the first 48 bits of its UUIDv7 are milliseconds. */
function bornAt(id: string): string {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toISOString();
}

export function CartList({ carts }: { carts: readonly OpenCart[] }) {
  const currency = site.value?.currency ?? "EUR";
  return (
    <ul class="shift-cart-list">
      {carts.map((cart) => (
        <li key={cart.cartId}>
          <span>{dateTime(bornAt(cart.cartId))}</span>
          <span>{t(`shift.cart_${cart.status}`)}</span>
          {cart.total !== undefined && <Amount minor={cart.total} currency={currency} />}
        </li>
      ))}
    </ul>
  );
}
