import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { cart } from "../../till/state";
import { moveFocus, useLive } from "../live";
import { KeepSale } from "./KeepSale";
import { KeptGoods } from "./KeptGoods";
import { type Layaway, open, type Summary } from "./layaway_acts";
import "./layaways.css";

/** Goods that the store keeps for customers who pay for them in parts. */
export function Layaways() {
  const [all, setAll] = useState<readonly Summary[] | null>(null);
  const [chosen, setChosen] = useState<Layaway | null>(null);
  const load = async () => setAll((await call("listLayaways", { query: { open: true } })).data.items);
  useLive("orders", load, "layaways.act_list");
  const show = (id: string) =>
    call("getLayaway", { path: { id } })
      .then(({ data }) => setChosen(data))
      .catch((error: unknown) => showProblem(error, { what: "layaways.act_list" }));
  const keep = (amount: number, tender: string, dueOn: string) =>
    open(cart.value?.data.cartId ?? "", amount, tender, dueOn).catch((error: unknown) =>
      showProblem(error, { what: "layaways.act_open" }),
    );
  if (chosen !== null) return <KeptGoods layaway={chosen} onBack={() => setChosen(null)} onChange={setChosen} />;
  const mine = cart.value?.data;
  return (
    <Page title={t("layaways.title")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the buttons inside */}
      <div class="layaways" onKeyDown={(event) => moveFocus(event, ".layaway-entry")}>
        <p class="quiet">{t("layaways.intro")}</p>
        {mine && mine.items.length > 0 && <KeepSale sale={mine} onKeep={(...how) => void keep(...how)} />}
        {all === null && <p role="status">{t("core.loading")}</p>}
        {all?.length === 0 && <p class="quiet">{t("layaways.none")}</p>}
        <ul>
          {all?.map((entry) => (
            <li key={entry.layawayId}>
              <button type="button" class="layaway-entry" onClick={() => void show(entry.layawayId)}>
                <span class="layaway-who">
                  <bdi>{entry.personName || t("layaways.erased")}</bdi>
                  <span class={entry.overdue ? "layaway-overdue" : "quiet"}>
                    {t(entry.overdue ? "layaways.overdue" : "layaways.until", { day: dateTime(entry.dueOn, "date") })}
                  </span>
                </span>
                <span class="layaway-sums">
                  <Amount minor={entry.left} currency={entry.currency} />
                  <span class="quiet">{t("layaways.left")}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {all !== null && all.length > 0 && <Button onClick={() => void load()}>{t("layaways.again")}</Button>}
      </div>
    </Page>
  );
}
