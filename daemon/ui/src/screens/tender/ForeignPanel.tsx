import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { denominationsOf } from "../../cash/denominations";
import { exchanged, foreignNeeded } from "../../cash/settlement";
import { quickCash } from "../../cash/suggestions";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { minorDigits, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { complain, panel, settleWith } from "./entry";
import type { Tender } from "./lines";
import { settlement } from "./payment";
import { tenderName } from "./tender_name";

/** Notes of another currency at the stored rate; change is given in the store's own. */
export function ForeignPanel({ tender }: { tender: Tender }) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string | undefined>();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const digits = minorDigits(tender.currency);
  const home = minorDigits(currency.value);
  const rate = tender.rate ?? "1";
  const unit = 10 ** digits;
  const counts = (foreign: number) => exchanged(foreign, rate, digits, home);
  const due = settlement.value.refund ? settlement.value.rest : settlement.value.cashRest;
  const needed = foreignNeeded(due, rate, digits, home);
  // Foreign coins are nobody's: what is proposed is made of notes alone.
  const note = denominationsOf(tender.currency, digits).notes[0] ?? unit;
  const proposal = settlement.value.refund ? needed : Math.ceil(needed / note) * note;
  const given = text.trim() === "" ? proposal : parseMoney(text, tender.currency);
  const take = (foreign: number | null) => {
    if (foreign === null) return setError(t("tender.complaint_not_a_number", { currency: tender.currency }));
    const complaint = complain(tender, counts(foreign));
    if (complaint !== undefined) return setError(complaint);
    void settleWith(tender, counts(foreign), { foreignAmount: foreign });
  };
  const chips = settlement.value.refund
    ? []
    : quickCash(needed, { currency: tender.currency, decimals: digits, step: 1 }).filter((each) => each % note === 0);
  return (
    <form
      ref={form}
      class="tender-panel"
      onSubmit={(event: Event) => {
        event.preventDefault();
        take(given);
      }}
    >
      <h2>
        <Icon name="globe" size={28} />
        <bdi>{tenderName(tender)}</bdi>
      </h2>
      <p class="quiet">
        {t("tender.foreign_rate", { foreign: tender.currency, amount: money(counts(unit), currency.value) })} ·{" "}
        {t("tender.foreign_needed", { amount: money(needed, tender.currency) })}
      </p>
      <div class="tender-quick">
        {chips.map((amount) => (
          <Button key={amount} class="tender-quick-button" onClick={() => take(amount)}>
            <span class="amount">{money(amount, tender.currency)}</span>
          </Button>
        ))}
      </div>
      <Field
        label={t("tender.foreign_amount")}
        hint={given === null ? "" : t("tender.foreign_counts", { amount: money(counts(given), currency.value) })}
        error={error}
        numeric
        class="tender-amount"
        value={text}
        onInput={(event: Event) => {
          setText((event.currentTarget as HTMLInputElement).value);
          setError(undefined);
        }}
      />
      <p class="quiet">{t("tender.foreign_change", { currency: currency.value })}</p>
      <div class="tender-panel-buttons">
        <Button type="submit" kind="primary" size="large" hotkey="Enter">
          {t("tender.take", { amount: given === null ? "" : money(given, tender.currency) })}
        </Button>
        <Button kind="quiet" hotkey="Esc" onClick={() => (panel.value = null)}>
          {t("tender.cancel")}
        </Button>
      </div>
    </form>
  );
}
