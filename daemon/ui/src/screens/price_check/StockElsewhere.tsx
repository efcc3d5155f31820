import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { gated, refusedAsOff, standing } from "../../capabilities/capabilities";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import "../returns/elsewhere.css";
import type { Variant } from "./price_state";

type Sites = Schemas["StockElsewhere"]["sites"];

/** Who else has it; asked for by a press, as it goes over the line. A store without a hub shows nothing of it. */
export function StockElsewhere({ variant }: { variant: Variant }) {
  const [sites, setSites] = useState<Sites | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => setSites(null), [variant.id]);
  const now = standing("stock.elsewhere");
  if (now === undefined || now.reason === "NOT_CONFIGURED" || variant.inventorySource === "none") return null;
  const ask = async () => {
    if (asking || refusedAsOff("stock.elsewhere")) return;
    setAsking(true);
    try {
      const { data } = await call("getStockElsewhere", { query: { variantId: variant.id } });
      setSites(data.sites.filter((site) => !site.own));
    } catch (error) {
      showProblem(error, { what: "elsewhere.act_stock" });
    } finally {
      setAsking(false);
    }
  };
  if (sites === null)
    return (
      <Button class="price-elsewhere" disabled={asking} onClick={() => void ask()} {...gated("stock.elsewhere")}>
        {t(asking ? "elsewhere.asking" : "elsewhere.stock")}
      </Button>
    );
  return (
    <section class="price-elsewhere" aria-label={t("elsewhere.stock")} aria-live="polite">
      <h3>{t("elsewhere.stock")}</h3>
      {sites.length === 0 && <p class="quiet">{t("elsewhere.stock_none")}</p>}
      <ul>
        {sites.map((site) => (
          <li key={site.siteId}>
            <bdi>{site.name || t("elsewhere.stock_unnamed", { id: site.siteId.slice(0, 8) })}</bdi>
            <span class="quiet">
              {t("elsewhere.stock_row", {
                quantity: quantity(site.quantity, variant.unit),
                when: dateTime(site.asOf),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
