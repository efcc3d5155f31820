import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { EmptyState } from "../../design/Card";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { ArticlePicker } from "./ArticlePicker";
import { ean13 } from "./ean";
import { articlesOf, type Variant } from "./goods";
import "./labels.css";

/** Shelf labels on a sheet of the browser's printer: those of a search, or those that are picked. */
export function Labels({ query }: { query: Record<string, string> }) {
  const text = query["q"] ?? "";
  const found = useList("listProducts", text === "" ? null : { query: { q: text, limit: 50 } });
  const [picked, setPicked] = useState<Variant[]>([]);
  const back = { href: linkTo("articles", [], { q: text }), label: t("console_goods.articles") };
  const searched = articlesOf(found.data ?? []).map(({ variant }) => variant);
  const labels = [...picked, ...searched].filter(({ price }) => price !== null);
  return (
    <Sheet
      title={t("console_goods.labels")}
      intro={t("console_goods.labels_intro")}
      back={back}
      actions={
        <Button kind="primary" icon="printer" disabled={labels.length === 0} onClick={() => print()}>
          {t("console_goods.print_labels", { n: labels.length })}
        </Button>
      }
    >
      <div class="labels-choice">
        <ArticlePicker
          label={t("console_goods.add_label")}
          onPick={(variant) => setPicked((before) => [variant, ...before])}
        />
      </div>
      {text !== "" && <Loaded of={found}>{() => null}</Loaded>}
      {labels.length === 0 && <EmptyState icon="price" title={t("console_goods.no_labels")} />}
      <ul class="labels" aria-label={t("console_goods.labels")}>
        {labels.map((variant, at) => (
          <Label key={`${variant.id}-${at}`} variant={variant} />
        ))}
      </ul>
    </Sheet>
  );
}

function Label({ variant }: { variant: Variant }) {
  const code = variant.barcodes.find((each) => ean13(each) !== null);
  return (
    <li class="label">
      <p class="label-name" dir="auto">
        {variant.name}
      </p>
      <p class="label-price amount">
        {money(variant.price ?? 0, variant.currency)}
        {variant.unit !== "piece" && <small> / {variant.unit}</small>}
      </p>
      {code && <Bars code={code} />}
      <p class="label-foot">
        <bdi dir="ltr">{variant.sku}</bdi> · {dateTime(new Date().toISOString(), "date")}
      </p>
    </li>
  );
}

function Bars({ code }: { code: string }) {
  const bars = ean13(code) ?? "";
  return (
    <svg class="label-bars" viewBox="-7 0 109 30" role="img" aria-label={code} preserveAspectRatio="none">
      {[...bars].map((bar, at) => (bar === "1" ? <rect key={at} x={at} y="0" width="1" height="30" /> : null))}
    </svg>
  );
}
