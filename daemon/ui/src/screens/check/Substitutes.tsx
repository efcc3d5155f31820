import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { showCart } from "../../till/cart";
import { type CartItem, cart, currency } from "../../till/state";

type Offer = Schemas["Substitute"];

/** What may be given instead of the line, and at which price. */
export function Substitutes({ line }: { line: CartItem }) {
  const [offers, setOffers] = useState<readonly Offer[] | null>(null);
  const id = cart.value?.data.cartId;
  if (id === undefined || !line.variantId || line.return) return null;
  const told = (run: Promise<unknown>) =>
    void run.catch((error: unknown) => showProblem(error, { what: "floor.substitute_what" }));
  const path = { id, itemId: line.itemId };
  const show = () => told(call("listSubstitutes", { path }).then(({ data }) => setOffers(data.items)));
  const give = (variantId: string) =>
    told(
      act("substitute", async (key) =>
        showCart(await call("substituteCartItem", { path, body: { variantId }, key })),
      ).then(() => setOffers(null)),
    );
  return (
    <>
      {line.insteadOf && <p class="quiet">{t("floor.instead_of", { name: line.insteadOf.name })}</p>}
      {offers === null ? (
        <Button onClick={show}>{t("floor.substitute")}</Button>
      ) : (
        <ul class="check-tickets">
          {offers.length === 0 && <li class="quiet">{t("floor.substitutes_none")}</li>}
          {offers.map((offer) => (
            <li key={offer.variantId}>
              <bdi>{offer.name}</bdi>
              <span class="quiet">
                {money(offer.unitPrice, currency.value)} {t(`floor.price_${offer.price}`)}
                {offer.inStock !== null &&
                  ` · ${t("floor.in_stock", { quantity: quantity(offer.inStock, offer.unit) })}`}
              </span>
              <Button kind="primary" onClick={() => give(offer.variantId)}>
                {t("floor.give_this")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
