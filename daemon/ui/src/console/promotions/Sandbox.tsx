import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards, EmptyState, Figure } from "../../design/Card";
import { Field } from "../../design/Field";
import { FormRow } from "../../design/Form";
import { TimeField } from "../../design/TimeField";
import { money, parseQuantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { Explanation } from "../../screens/explain/Explain";
import { site } from "../../till/state";
import { ArticlePicker } from "../articles/ArticlePicker";
import { currencyHere, instantOf, type Variant } from "../articles/goods";
import { useSettled } from "../articles/useArticles";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { linkTo } from "../place";
import { explainedBasket, requestOf, type Tried, type TriedLine } from "./basket";
import { CustomerPicker } from "./CustomerPicker";

type Answer = Schemas["PriceAnswer"];

/** Any basket at any time, for any customer group, with any codes: what it would cost and why. Nothing is kept. */
export function Sandbox() {
  const [lines, setLines] = useState<TriedLine[]>([]);
  const [when, setWhen] = useState("");
  const [group, setGroup] = useState("");
  const [codes, setCodes] = useState("");
  const categories = useResource("listCategories");
  const taxes = useResource("listTaxCategories");
  const tried: Tried = { lines, at: instantOf(when), group, codes };
  const { answer, of } = usePrice(tried, categories.data?.items, taxes.data?.items);
  const back = { href: linkTo("promotions"), label: t("console_goods.promotions") };
  return (
    <Sheet title={t("console_goods.try_basket")} intro={t("console_goods.try_intro")} back={back}>
      <Card>
        <FormRow>
          <TimeField
            label={t("console_goods.at_time")}
            hint={t("console_goods.at_time_hint")}
            value={when}
            onInput={setWhen}
          />
          <Field
            label={t("console_goods.customer_group")}
            value={group}
            dir="ltr"
            onInput={(event) => setGroup(event.currentTarget.value)}
          />
          <Field
            label={t("console_goods.codes")}
            value={codes}
            dir="ltr"
            onInput={(event) => setCodes(event.currentTarget.value)}
          />
        </FormRow>
        <CustomerPicker onPick={(groups) => setGroup(groups.join(", "))} />
        <ArticlePicker label={t("console_goods.add_article")} onPick={(variant) => void add(variant, setLines)} />
      </Card>
      <Cards min="22rem">
        <Card title={t("console_goods.basket")}>
          <Basket lines={lines} onChange={setLines} />
        </Card>
        <Card title={t("explain.title")}>
          {answer === undefined || of === undefined ? (
            <EmptyState
              icon="cart"
              title={t("console_goods.empty_basket")}
              text={t("console_goods.empty_basket_text")}
            />
          ) : (
            <>
              <Cards min="8rem">
                <Figure label={t("sale.total")} value={money(answer.total, answer.currency)} tone="accent" />
                <Figure label={t("console_goods.taken_off")} value={money(answer.discount, answer.currency)} />
                <Figure label={t("console_goods.tax_in_it")} value={money(answer.tax, answer.currency)} />
              </Cards>
              <Explanation
                key={answer.digest}
                explained={explainedBasket(answer, of, taxes.data?.items ?? [])}
                itemId={null}
              />
            </>
          )}
        </Card>
      </Cards>
    </Sheet>
  );
}

async function add(variant: Variant, setLines: (change: (before: TriedLine[]) => TriedLine[]) => void): Promise<void> {
  try {
    const { data: product } = await call("getProduct", { path: { id: variant.productId } });
    setLines((before) => {
      const known = before.find((line) => line.variant.id === variant.id);
      if (known === undefined) return [...before, { variant, product, quantity: "1" }];
      const more = /^\d+$/.test(known.quantity) ? String(Number(known.quantity) + 1) : known.quantity;
      return before.map((line) => (line === known ? { ...line, quantity: more } : line));
    });
  } catch (error) {
    showProblem(error, { what: "console_goods.code_failed" });
  }
}

/** Asked again a moment after the basket stands still; what is shown belongs to the basket it was asked for. */
function usePrice(
  tried: Tried,
  categories: readonly Schemas["Category"][] | undefined,
  taxes: readonly Schemas["TaxCategory"][] | undefined,
) {
  const [shown, setShown] = useState<{ answer?: Answer; of?: Tried }>({});
  const settled = useSettled(JSON.stringify(tried), 200);
  useEffect(() => {
    const of = JSON.parse(settled) as Tried;
    if (of.lines.length === 0 || categories === undefined || taxes === undefined) return setShown({});
    const stop = new AbortController();
    const body = requestOf(of, Date.now(), site.value?.timeZone ?? "UTC", currencyHere(), categories, taxes) as never;
    call("priceBasket", { body, signal: stop.signal }).then(
      ({ data }) => setShown({ answer: data, of }),
      (error: unknown) => stop.signal.aborted || showProblem(error, { what: "console_goods.try_failed" }),
    );
    return () => stop.abort();
  }, [settled, categories, taxes]);
  return { answer: shown.answer, of: shown.of };
}

function Basket({ lines, onChange }: { lines: TriedLine[]; onChange: (lines: TriedLine[]) => void }) {
  const change = (line: TriedLine, quantity: string) =>
    onChange(lines.map((each) => (each === line ? { ...line, quantity } : each)));
  return (
    <ul class="basket">
      {lines.map((line) => (
        <li key={line.variant.id}>
          <span class="basket-name">
            <bdi>{line.variant.name}</bdi>
            <small class="quiet">
              {" "}
              {line.variant.price === null ? "–" : money(line.variant.price, line.variant.currency)}
            </small>
          </span>
          <Quantity line={line} onChange={(quantity) => change(line, quantity)} />
          <Button
            kind="quiet"
            icon="trash"
            aria-label={t("console_goods.leave_out_of", { name: line.variant.name })}
            onClick={() => onChange(lines.filter((each) => each !== line))}
          />
        </li>
      ))}
    </ul>
  );
}

function Quantity({ line, onChange }: { line: TriedLine; onChange: (quantity: string) => void }) {
  const [text, setText] = useState(line.quantity);
  useEffect(() => setText(line.quantity), [line.quantity]);
  return (
    <Field
      numeric
      hideLabel
      class="basket-quantity"
      label={t("console_goods.quantity_of", { name: line.variant.name })}
      value={text}
      onInput={(event) => {
        setText(event.currentTarget.value);
        const quantity = parseQuantity(event.currentTarget.value);
        if (quantity !== null) onChange(quantity);
      }}
    />
  );
}
