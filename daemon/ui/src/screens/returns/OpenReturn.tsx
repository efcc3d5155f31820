import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { amount, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { ArticleSearch } from "../article_search";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { showReturn } from "../tender/payment";
import { useExact } from "./exact";
import {
  addArticle,
  addBack,
  type Back,
  change,
  coming,
  complete,
  estimate,
  openLines,
  priceOf,
  worthOf,
} from "./open_state";
import { askRefund } from "./RefundDialog";
import { condition, reasonWords } from "./return_state";
import { fromMicro, toMicro } from "./selection";
import "./stepper.css";
import { payBackOpen } from "./submit";
import { WhyAndHow } from "./WhyAndHow";

/** Goods without a receipt: scanned one by one, paid back at the list price unless a price is given. */
export function OpenReturn({ onDone }: { onDone: () => void }) {
  const busy = useSignal(false);
  const words = reasonWords.value;
  const ready = complete.value && words !== null;
  const { refund: sum, exact } = useExact(complete.value ? { lines: openLines() } : null, estimate.value);
  const refund = async () => {
    if (busy.value || words === null) return;
    busy.value = true;
    try {
      const refunds = await askRefund(sum, null);
      const made =
        refunds && (await payBackOpen(openLines(), words, t(`returns.condition_${condition.value}`), refunds));
      if (!made) return;
      coming.value = [];
      onDone();
      showReturn(made);
    } catch (error) {
      showProblem(error, { what: "returns.act_refund" });
    } finally {
      busy.value = false;
    }
  };
  useKeys("returns", { refund: () => void (ready && refund()) });
  const label =
    coming.value.length === 0 ? "returns.choose_lines" : words === null ? "returns.choose_reason" : "returns.refund";
  return (
    <div class="returns-work">
      <header class="returns-head">
        <div>
          <h2>{t("returns.open_heading")}</h2>
          <p class="quiet">{t("returns.open_hint")}</p>
        </div>
      </header>
      <ArticleSearch onCode={addArticle} onPick={(variant) => addBack(variant)} />
      {coming.value.length === 0 ? (
        <p class="returns-nothing">{t("returns.open_empty")}</p>
      ) : (
        <ul class="returns-lines" aria-label={t("returns.lines")}>
          {coming.value.map((back) => (
            <OpenLine key={back.variant.id} back={back} />
          ))}
        </ul>
      )}
      <WhyAndHow />
      <div class="returns-foot">
        <p class="quiet returns-estimate">{!exact && t("returns.open_estimate")}</p>
        <Button
          kind="primary"
          size="large"
          class="returns-refund"
          hotkey={hotkeyOf("returns", "refund")}
          disabled={!ready || busy.value}
          onClick={() => void refund()}
        >
          <span class="returns-refund-word">{t(label)}</span>
          <strong class="amount">{money(sum, currency.value)}</strong>
        </Button>
      </div>
    </div>
  );
}

function OpenLine({ back }: { back: Back }) {
  const { variant, quantity } = back;
  const [typed, setTyped] = useState<string | null>(null);
  const code = currency.value;
  const step = (by: bigint) => change(variant.id, { quantity: quantity + by });
  const price = priceOf(back);
  return (
    <li class="returns-line returns-line-open returns-line-chosen">
      <div class="returns-line-words">
        <strong>
          <bdi>{variant.name}</bdi>
        </strong>
        <span class="quiet">{variant.sku}</span>
      </div>
      <Field
        class="returns-each"
        label={t("returns.open_each")}
        aria-label={t("returns.open_price_of", { name: variant.name })}
        numeric
        error={price === null ? t("returns.open_no_price", { name: variant.name }) : undefined}
        value={typed ?? (price === null ? "" : amount(price, code))}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          const minor = parseMoney(event.currentTarget.value, code);
          setTyped(event.currentTarget.value);
          if (minor !== null) change(variant.id, { price: minor === variant.price ? null : minor });
        }}
        onBlur={() => setTyped(null)}
      />
      <div class="stepper" dir="ltr">
        <button type="button" aria-label={t("returns.fewer", { name: variant.name })} onClick={() => step(-1_000_000n)}>
          <Icon name="minus" />
        </button>
        <input
          class="returns-quantity numeric"
          inputMode="decimal"
          aria-label={t("returns.coming_back", { name: variant.name })}
          value={fromMicro(quantity)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const value = toMicro(event.currentTarget.value);
            if (value !== null && value > 0n) change(variant.id, { quantity: value });
            else event.currentTarget.value = fromMicro(quantity);
          }}
        />
        <button type="button" aria-label={t("returns.more", { name: variant.name })} onClick={() => step(1_000_000n)}>
          <Icon name="plus" />
        </button>
      </div>
      <Amount minor={worthOf(back)} currency={code} class="returns-line-sum" />
      <Button
        kind="quiet"
        icon="trash"
        aria-label={t("returns.open_remove", { name: variant.name })}
        onClick={() => change(variant.id, { quantity: 0n })}
      />
    </li>
  );
}
