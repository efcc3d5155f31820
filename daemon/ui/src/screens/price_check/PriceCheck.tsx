import { useLayoutEffect } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { addVariant } from "../../till/cart";
import { go } from "../../till/navigation";
import { ArticleSearch } from "../article_search";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { PriceCard } from "./PriceCard";
import "./price.css";
import { type Checked, check, checked, history, show, units, unknown, type Variant } from "./price_state";
import { UnitCard } from "./UnitCard";

const told = (error: unknown) => showProblem(error, { what: "price.act_check" });

/** What an article costs. The sale stays as it is, whatever is scanned here. */
export function PriceCheck() {
  useLayoutEffect(() => onScan(({ raw }) => void check(raw)), []);
  const now = checked.value;
  const sell = async (entry: Checked) => {
    try {
      await addVariant(entry.variant.id, entry.quantity ? { quantity: entry.quantity } : {});
      go("sale");
    } catch (error) {
      showProblem(error, { what: "price.act_sell" });
    }
  };
  const sellable = now?.variant.active && now.variant.priceKind === "fixed";
  useKeys("price_check", { sell: () => (now && sellable ? void sell(now) : false) });
  const pick = (variant: Variant) => void show(variant).catch(told);
  return (
    <Page title={t("price.title")}>
      <div class="price">
        <ArticleSearch onCode={check} onPick={pick} />
        <p class="sr-only" role="status">
          {now && t("price.announce", { name: now.variant.name, amount: spoken(now) })}
        </p>
        {unknown.value !== null && (
          <p class="price-unknown" role="alert">
            <Icon name="warning" size={24} />
            {t("price.unknown", { code: ltr(unknown.value) })}
          </p>
        )}
        {units.value.map((unit) => (
          <UnitCard key={unit.orderId} unit={unit} />
        ))}
        {now ? <PriceCard entry={now} onPick={pick} /> : <Begin />}
        {now && (
          <div class="price-acts">
            <p class="quiet">{t("price.next")}</p>
            {sellable && (
              <Button icon="cart" hotkey={hotkeyOf("price_check", "sell")} onClick={() => void sell(now)}>
                {t("price.sell")}
              </Button>
            )}
          </div>
        )}
        <Before onPick={pick} />
      </div>
    </Page>
  );
}

const spoken = ({ variant }: Checked) =>
  variant.price === null ? t("price.no_price") : money(variant.price, variant.currency);

function Begin() {
  return (
    <div class="price-begin">
      <Icon name="price" size={48} />
      <p>{t("price.begin")}</p>
    </div>
  );
}

/** The articles checked before, one tap away for a comparison. */
function Before({ onPick }: { onPick: (variant: Variant) => void }) {
  const before = history.value.slice(1);
  if (before.length === 0) return null;
  return (
    <section class="price-before" aria-label={t("price.checked_before")}>
      <h2>{t("price.checked_before")}</h2>
      <ul>
        {before.map(({ variant }) => (
          <li key={variant.id}>
            <button type="button" class="article-hit" onClick={() => onPick(variant)}>
              <span class="article-name">
                <bdi>{variant.name}</bdi>
              </span>
              <span class="amount">{variant.price === null ? "–" : money(variant.price, variant.currency)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
