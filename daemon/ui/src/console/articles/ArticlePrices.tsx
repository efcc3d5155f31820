import { call, type Schemas } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Figure, type Tone } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime, money, quantity } from "../../i18n/format";
import { own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { personOf } from "../people";
import type { Variant } from "./goods";
import { askBasePrice, askPlannedPrice, askPriceDown } from "./price_forms";
import { type Entry, history } from "./price_history";

export type Prices = Schemas["ArticlePrices"];
export type PriceDown = Schemas["PriceDown"];

export const priceTone: Record<PriceDown["state"], Tone> = { running: "accent", planned: "warning", ended: "plain" };

/** What an article costs now and why, what it cost, what it will cost, and the three ways to change that. */
export function ArticlePrices({ variant, onChanged }: { variant: Variant; onChanged: () => Promise<void> }) {
  const prices = useResource("showArticlePrices", { path: { id: variant.id } }, { topics: ["catalogue"] });
  const changed = async (done: boolean | undefined) => {
    if (done) await Promise.all([prices.reload(), onChanged()]);
  };
  const down = prices.data?.downs.find(({ state }) => state === "running");
  const actions = variant.priceKind === "fixed" && prices.data !== undefined && (
    <>
      <Button onClick={() => void askBasePrice(variant, prices.data?.base ?? null).then(changed)}>
        {t("console_goods.change_price")}
      </Button>
      <Button icon="clock" onClick={() => void askPlannedPrice(variant).then(changed)}>
        {t("console_goods.plan_price")}
      </Button>
      {down === undefined && (
        <Button icon="percent" onClick={() => void askPriceDown(variant, prices.data?.now ?? 0).then(changed)}>
          {t("console_goods.lower_price")}
        </Button>
      )}
    </>
  );
  return (
    <Card title={t("console_goods.prices")} actions={actions}>
      <Loaded of={prices}>
        {(data) => (
          <>
            {down && <Lowered down={down} currency={data.currency} onEnded={() => changed(true)} />}
            <Now prices={data} variant={variant} />
            <History prices={data} variant={variant} onChanged={() => changed(true)} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Now({ prices, variant }: { prices: Prices; variant: Variant }) {
  const { currency, now, base } = prices;
  const book = prices.prices.find(
    ({ state, minQuantity, amount }) => state === "running" && minQuantity === "0" && amount === now,
  );
  const from =
    now === base ? t("console_goods.from_article") : book ? t("console_goods.from_book", { book: book.bookName }) : "";
  return (
    <Cards min="12rem">
      <Figure
        label={t("console_goods.costs_now")}
        value={now === null ? "–" : money(now, currency)}
        note={prices.downs.some(({ state }) => state === "running") ? t("console_goods.from_down") : from}
      />
      <Figure label={t("console_goods.own_price")} value={base === null ? "–" : money(base, currency)} />
      <Figure
        label={t("console_goods.stock")}
        value={variant.stock === null ? "–" : quantity(variant.stock, variant.unit)}
      />
    </Cards>
  );
}

/** A price that is down is never taken for the usual one: who, why, until when, and the way back. */
function Lowered({ down, currency, onEnded }: { down: PriceDown; currency: string; onEnded: () => void }) {
  return (
    <div class="lowered" role="status">
      <p>
        <strong>
          {t("console_goods.is_down", {
            amount: money(down.amount, currency),
            former: money(down.former, currency),
            until: dateTime(down.to),
          })}
        </strong>{" "}
        <span class="quiet">
          {t("console_goods.down_by", {
            staff: down.staffCode ? own(personOf(down.staffCode)) : "–",
            reason: down.reason,
          })}
        </span>
      </p>
      <Button onClick={() => void endDown(down).then((done) => done && onEnded())}>
        {t("console_goods.end_down")}
      </Button>
    </div>
  );
}

/** Asks, and ends it; true once it is ended. */
export async function endDown(down: PriceDown): Promise<boolean> {
  const sure = await askYes({
    title: t("console_goods.end_down"),
    text: t("console_goods.end_down_text", { name: down.name }),
    yes: t("console_goods.end_down"),
  });
  if (!sure) return false;
  try {
    const done = await withApproval("catalogue_edit", t("console_goods.end_down"), (approval) =>
      act("endPriceDown", (key) =>
        call("endPriceDown", { path: { id: down.id }, key, ...(approval ? { approval } : {}) }),
      ),
    );
    return done !== undefined;
  } catch (error) {
    showProblem(error, { what: "console_goods.end_down_failed" });
    return false;
  }
}

function History({ prices, variant, onChanged }: { prices: Prices; variant: Variant; onChanged: () => void }) {
  const rows = history(prices);
  const remove = async (entry: Entry) => {
    if (entry.book === undefined) return;
    const sure = await askYes({
      title: t("console_goods.remove_price"),
      text: t("console_goods.remove_price_text", {
        name: variant.name,
        amount: money(entry.amount ?? 0, prices.currency),
      }),
      yes: t("console_goods.remove_price"),
      danger: true,
    });
    if (!sure) return;
    const { code, from, minQuantity } = entry.book;
    const body = { sku: variant.sku, minQuantity, ...(from ? { from } : {}) };
    try {
      await act("removePrice", (key) => call("removePrice", { path: { code }, body, key }));
      onChanged();
    } catch (error) {
      showProblem(error, { what: "console_goods.remove_price_failed" });
    }
  };
  return (
    <Table
      caption={t("console_goods.price_history")}
      showCaption
      rows={rows}
      idOf={({ id }) => id}
      empty={<EmptyState icon="price" title={t("console_goods.no_history")} />}
      columns={[
        { id: "what", head: t("console_goods.what"), main: true, cell: (entry) => whatOf(entry) },
        {
          id: "amount",
          head: t("console_goods.price"),
          numeric: true,
          cell: ({ amount }) => (amount === null ? "–" : money(amount, prices.currency)),
        },
        { id: "from", head: t("console_goods.from"), cell: ({ from }) => (from ? dateTime(from, "full") : "–") },
        { id: "to", head: t("console_goods.to"), cell: ({ to }) => (to ? dateTime(to, "full") : "–") },
        {
          id: "state",
          head: t("console_goods.state"),
          cell: ({ state }) => <Badge tone={priceTone[state]}>{t(`console_goods.price_${state}`)}</Badge>,
        },
      ]}
      actions={(entry) =>
        entry.book &&
        entry.state === "planned" && (
          <Button size="small" icon="trash" onClick={() => void remove(entry)}>
            {t("console_goods.remove_price")}
          </Button>
        )
      }
    />
  );
}

function whatOf(entry: Entry) {
  if (entry.kind === "own") return t("console_goods.own_price");
  if (entry.kind === "down")
    return (
      <>
        {t("console_goods.price_down")} <small class="quiet">{entry.note}</small>
      </>
    );
  const from =
    entry.book?.minQuantity !== "0" ? t("console_goods.from_quantity", { n: entry.book?.minQuantity ?? "" }) : "";
  return (
    <>
      <bdi>{entry.note}</bdi> <small class="quiet">{from}</small>
    </>
  );
}
