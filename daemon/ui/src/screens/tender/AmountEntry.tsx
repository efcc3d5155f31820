import { useLayoutEffect, useRef } from "preact/hooks";
import { quickCash } from "../../cash/suggestions";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Keypad, press } from "../../design/Keypad";
import { minorDigits, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { enter, settleWith, typed, wrong } from "./entry";
import { isPaid, localCash, settlement, total } from "./payment";
import { coarse } from "./pointer";
import { tipBy } from "./wanted_on_top";

/** The amount, the notes a customer is likely to hand over, and the key that takes cash. */
export function AmountEntry() {
  const form = useRef<HTMLFormElement>(null);
  const paid = isPaid();
  useLayoutEffect(
    () => form.current?.querySelector<HTMLElement>(paid ? "button[type=submit]" : "input")?.focus(),
    [paid],
  );
  const { refund } = settlement.value;
  return (
    <form
      ref={form}
      class="tender-entry"
      onKeyDown={(event: KeyboardEvent) => {
        // The key that brought us here, held down a little long, must not take the money.
        if (event.key === "Enter" && event.repeat) event.preventDefault();
      }}
      onSubmit={(event: Event) => {
        event.preventDefault();
        void enter();
      }}
    >
      {!paid && <QuickCash />}
      {!paid && (
        <Field
          label={t("tender.amount")}
          hint={t(refund ? "tender.amount_hint_refund" : "tender.amount_hint")}
          error={wrong.value}
          numeric
          class="tender-amount"
          inputMode={coarse() ? "none" : "decimal"}
          value={typed.value}
          onInput={(event: Event) => {
            typed.value = (event.currentTarget as HTMLInputElement).value;
            wrong.value = undefined;
          }}
        />
      )}
      <Button type="submit" kind="primary" size="large" class="tender-take" hotkey="Enter">
        {takeLabel(paid)}
      </Button>
      {!paid && (
        <Keypad
          onEnter={() => void enter()}
          onKey={(key) => {
            typed.value = press(typed.value, key, 12);
            wrong.value = undefined;
          }}
        />
      )}
    </form>
  );
}

/** The primary button always says what it will do and with how much. */
function takeLabel(paid: boolean): string {
  if (paid) return t(total.value === 0 ? "tender.book_even" : "tender.book");
  const { refund } = settlement.value;
  const due = cashDue();
  const text = typed.value.trim();
  const amount = text === "" ? due : parseMoney(text, currency.value);
  const shown = amount === null ? "" : ` ${money(amount, currency.value)}`;
  const change = amount === null ? 0 : amount - due;
  const label = t(refund ? "tender.give_exact" : text === "" ? "tender.take_exact" : "tender.take_typed");
  return `${label}${shown}${!refund && change > 0 ? ` · ${t("tender.gives_change", { amount: money(change, currency.value) })}` : ""}`;
}

/** What is still to be handed over in cash, with the tip that goes with it. */
function cashDue(): number {
  const cash = localCash.value;
  return settlement.value.cashRest + (cash === undefined ? 0 : tipBy(cash));
}

function QuickCash() {
  const cash = localCash.value;
  const { refund, rest } = settlement.value;
  if (cash === undefined || refund || rest === 0) return null;
  const tip = tipBy(cash);
  const rule = {
    currency: cash.currency,
    decimals: minorDigits(cash.currency),
    step: cash.roundingStep,
    mode: cash.roundingMode,
  };
  const exact = cashDue();
  return (
    <fieldset class="tender-quick">
      <legend class="sr-only">{t("tender.quick")}</legend>
      {quickCash(rest + tip, rule).map((amount) => (
        <Button
          key={amount}
          class="tender-quick-button"
          aria-label={amount === exact ? t("tender.quick_exact", { amount: money(amount, cash.currency) }) : undefined}
          onClick={() => void settleWith(cash, amount - tip)}
        >
          <span class="amount">{money(amount, cash.currency)}</span>
          {amount === exact && <small>{t("tender.exact")}</small>}
        </Button>
      ))}
    </fieldset>
  );
}
