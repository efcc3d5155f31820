import { useEffect, useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { Icon } from "../../design/Icon";
import { money, quantity } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { focusOnArrival } from "../live";
import { chosen, type Order } from "./return_state";
import "./stepper.css";
import { choose, fromMicro, refundOf, remaining, step, toMicro } from "./selection";

interface Props {
  item: Order["items"][number];
  currency: string;
  first: boolean;
}

/** One sold line and a stepper; the number itself can be typed, and + and - step it. */
export function ReturnLine({ item, currency, first }: Props) {
  const left = remaining(item);
  const now = chosen.value.get(item.orderItemId) ?? 0n;
  const [typed, setTyped] = useState(fromMicro(now));
  useEffect(() => setTyped(fromMicro(now)), [now]);

  const by = (way: 1 | -1) => {
    chosen.value = step(chosen.value, item, way);
  };
  const take = (text: string) => {
    const value = toMicro(text);
    if (value !== null) chosen.value = choose(chosen.value, item, value);
    setTyped(fromMicro(chosen.value.get(item.orderItemId) ?? 0n));
  };
  const input = (text: string) => {
    const sign = /[+-]/.exec(text)?.[0];
    if (sign === undefined) return setTyped(text);
    setTyped(fromMicro(now));
    by(sign === "+" ? 1 : -1);
  };
  const sold = t("returns.sold", {
    quantity: quantity(item.quantity, item.unit),
    amount: ltr(money(item.total, currency)),
  });

  return (
    <li class={now > 0n ? "returns-line returns-line-chosen" : "returns-line"}>
      <div class="returns-line-words">
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="quiet">
          {sold}
          {item.returnedQuantity &&
            left > 0n &&
            ` · ${t("returns.left", { quantity: quantity(fromMicro(left), item.unit) })}`}
        </span>
      </div>
      {left === 0n ? (
        <span class="returns-back quiet">
          <Icon name="check" />
          {t("returns.all_back")}
        </span>
      ) : (
        <div class="stepper" dir="ltr">
          <button
            type="button"
            aria-label={t("returns.fewer", { name: item.name })}
            disabled={now === 0n}
            onClick={() => by(-1)}
          >
            <Icon name="minus" />
          </button>
          <input
            class="returns-quantity numeric"
            inputMode="decimal"
            aria-label={t("returns.coming_back", { name: item.name })}
            ref={first ? focusOnArrival : null}
            value={typed}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => input(event.currentTarget.value)}
            onChange={(event) => take(event.currentTarget.value)}
          />
          <span class="returns-of" aria-hidden="true">
            / {quantity(fromMicro(left), item.unit)}
          </span>
          <button
            type="button"
            aria-label={t("returns.more", { name: item.name })}
            disabled={now >= left}
            onClick={() => by(1)}
          >
            <Icon name="plus" />
          </button>
        </div>
      )}
      <Amount
        minor={refundOf(item, now)}
        currency={currency}
        class={now > 0n ? "returns-line-sum" : "returns-line-sum quiet"}
      />
    </li>
  );
}
