import { useEffect, useRef, useState } from "preact/hooks";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { total } from "../tender/payment";
import { askToPay, guests, leftAfter, paid } from "./guests";
import { nobody, waitedFor } from "./waited_for";

/** Who pays how much: each guest's amount as they say it, one after the other to the tenders; the rest stays. */
export function SplitAmounts() {
  const [open, setOpen] = useState(guests.value.amounts.length > 0);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [left, setLeft] = useState<number | null>(null);
  const section = useRef<HTMLElement>(null);
  const { amounts } = guests.value;
  const code = currency.value;
  const failed = (error: unknown) => showProblem(error, { what: "check.what" });
  /** Keeps the amounts once the appliance says that the sale has room for them. */
  const keep = async (wanted: readonly number[]) => {
    const stays = await leftAfter(wanted);
    const before = guests.peek();
    guests.value = wanted.length === before.amounts.length ? before : { amounts: wanted, asked: null };
    setLeft(stays);
  };
  useEffect(() => {
    if (!open) return;
    // A sale that became smaller may have no room for them any more.
    keep(waitedFor(guests.peek(), paid.value)).catch((error: unknown) => {
      if (!isProblem(error, "invalid-argument")) return failed(error);
      guests.value = nobody;
      keep([]).catch(failed);
    });
  }, [open, total.value, paid.value]);
  // Back from the tenders, the next guest is who it is about.
  useEffect(() => section.current?.scrollIntoView({ block: "end" }), [left !== null]);
  if (!open) return <Button onClick={() => setOpen(true)}>{t("check.by_amount")}</Button>;

  const add = async () => {
    const amount = parseMoney(typed, code);
    if (amount === null) return setWrong(t("check.amount_none", { currency: code }));
    try {
      await keep([...amounts, amount]);
      setTyped("");
    } catch (error) {
      if (!isProblem(error, "invalid-argument")) return failed(error);
      setWrong(t("check.amount_wrong", { amount: money(left ?? total.value, code) }));
    }
  };
  return (
    <section ref={section} class="check-items" aria-label={t("check.by_amount")}>
      <p class="quiet">{t("check.by_amount_hint")}</p>
      <ul class="check-charges" aria-live="polite">
        {paid.value > 0 && (
          <li>
            <bdi>{t("check.paid")}</bdi>
            <span class="amount">{money(paid.value, code)}</span>
          </li>
        )}
        {amounts.map((amount, at) => (
          <li key={at}>
            <bdi>{t("check.guest", { n: at + 1 })}</bdi>
            <Button kind="primary" icon="euro" onClick={() => void askToPay(at)}>
              {t("check.guest_pays", { amount: money(amount, code) })}
            </Button>
            <Button
              icon="close"
              aria-label={t("check.guest_off", { n: at + 1 })}
              onClick={() => void keep(amounts.filter((_, each) => each !== at)).catch(failed)}
            />
          </li>
        ))}
        {left !== null && (
          <li>
            <bdi>{t("check.stays")}</bdi>
            <strong class="amount">{money(left, code)}</strong>
          </li>
        )}
      </ul>
      <form
        onSubmit={(event: Event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Field
          label={t("check.amount")}
          numeric
          maxLength={14}
          error={wrong}
          value={typed}
          onInput={(event: Event) => {
            setWrong(undefined);
            setTyped((event.currentTarget as HTMLInputElement).value);
          }}
          after={<Button type="submit">{t("check.add_guest")}</Button>}
        />
      </form>
      <div class="check-row">
        <Button
          kind="quiet"
          onClick={() => {
            guests.value = nobody;
            setOpen(false);
          }}
        >
          {t("core.cancel")}
        </Button>
      </div>
    </section>
  );
}
