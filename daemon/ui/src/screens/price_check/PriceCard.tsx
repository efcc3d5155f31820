import { useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { Icon } from "../../design/Icon";
import { money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Checked, Variant } from "./price_state";
import { StockElsewhere } from "./StockElsewhere";
import { tileOf } from "./tile";

/** One article: its price as the largest thing there is, and what else customers ask. */
export function PriceCard({ entry, onPick }: { entry: Checked; onPick: (variant: Variant) => void }) {
  const { variant, product } = entry;
  const siblings = product?.variants.filter((each) => each.id !== variant.id && each.active) ?? [];
  return (
    <article class="price-card" aria-label={variant.name}>
      <Picture key={variant.id} entry={entry} />
      <div class="price-words">
        <h2>
          <bdi>{variant.name}</bdi>
        </h2>
        <Price variant={variant} />
        <Label entry={entry} />
        <p class="price-facts">
          <Stock variant={variant} />
          {!variant.active && (
            <span class="price-warning">
              <Icon name="warning" />
              {t("price.not_sold")}
            </span>
          )}
          {variant.minAge !== null && (
            <span class="price-warning">
              <Icon name="warning" />
              {t("price.min_age", { age: variant.minAge })}
            </span>
          )}
        </p>
        <StockElsewhere variant={variant} />
        {product?.description && (
          <p class="quiet">
            <bdi>{product.description}</bdi>
          </p>
        )}
        <dl class="price-codes quiet">
          <dt>{t("price.sku")}</dt>
          <dd dir="ltr">{variant.sku}</dd>
          {variant.barcodes.length > 0 && (
            <>
              <dt>{t("price.barcodes")}</dt>
              <dd dir="ltr">{variant.barcodes.join(" · ")}</dd>
            </>
          )}
        </dl>
        {siblings.length > 0 && (
          <section aria-label={t("price.siblings")}>
            <h3>{t("price.siblings")}</h3>
            <ul class="chips">
              {siblings.map((each) => (
                <li key={each.id}>
                  <button type="button" class="chip" onClick={() => onPick(each)}>
                    <bdi>{each.title || each.name}</bdi>{" "}
                    {each.price !== null && <Amount minor={each.price} currency={each.currency} />}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </article>
  );
}

function Price({ variant }: { variant: Variant }) {
  if (variant.price === null)
    return <p class="price-none">{t(variant.priceKind === "open" ? "price.open_price" : "price.no_price")}</p>;
  return (
    <p class="price-figure">
      <Amount minor={variant.price} currency={variant.currency} class="price-huge" />
      <span class="quiet">{variant.unit === "piece" ? t("price.each") : t("price.per", { unit: variant.unit })}</span>
    </p>
  );
}

function Label({ entry }: { entry: Checked }) {
  const { variant, quantity: weight, labelPrice } = entry;
  if (weight === undefined && labelPrice === undefined) return null;
  const values = {
    quantity: weight === undefined ? "" : quantity(weight, variant.unit),
    amount: labelPrice === undefined ? "" : money(labelPrice, variant.currency),
  };
  const key = weight === undefined ? "label_price" : labelPrice === undefined ? "label_quantity" : "label";
  return <p class="price-label">{t(`price.${key}`, values)}</p>;
}

function Stock({ variant }: { variant: Variant }) {
  if (variant.stock === null || variant.inventorySource === "none")
    return <span class="quiet">{t("price.stock_untracked")}</span>;
  const none = Number(variant.stock) <= 0;
  return (
    <span class={none ? "price-warning" : "price-stock"}>
      <Icon name={none ? "warning" : "check"} />
      {none ? t("price.no_stock") : t("price.in_stock", { quantity: quantity(variant.stock, variant.unit) })}
    </span>
  );
}

/** The article's picture; a coloured tile with its letters where there is none or it does not load. */
function Picture({ entry }: { entry: Checked }) {
  const [broken, setBroken] = useState(false);
  const image = entry.product?.images[0];
  const tile = tileOf(entry.variant.name);
  if (image && !broken)
    return (
      <img
        class="price-picture"
        src={image.url}
        alt={image.altText || t("price.picture", { name: entry.variant.name })}
        onError={() => setBroken(true)}
      />
    );
  return (
    <div class={`price-picture price-tile price-tile-${tile.colour}`} aria-hidden="true">
      {tile.letters}
    </div>
  );
}
