import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { money, parseMoney } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import type { Cart } from "../../till/state";
import { TenderChoice, usual } from "./TenderChoice";

/** The sale on the screen, to be kept for its customer against a first payment. */
export function KeepSale({
  sale,
  onKeep,
}: {
  sale: Cart;
  onKeep: (amount: number, tender: string, dueOn: string) => void;
}) {
  const [amount, setAmount] = useState("");
  const [dueOn, setDueOn] = useState("");
  const [tender, setTender] = useState(usual());
  const [wrong, setWrong] = useState<string | undefined>();
  if (sale.personId === null)
    return (
      <section class="layaway-keep">
        <h2>{t("layaways.keep_sale")}</h2>
        <p>{t("layaways.needs_customer")}</p>
        <Button onClick={() => go("customer")}>{t("layaways.name_customer")}</Button>
      </section>
    );
  const submit = (event: Event) => {
    event.preventDefault();
    const minor = amount.trim() === "" ? 0 : parseMoney(amount, sale.currency);
    if (minor === null || minor < 0 || minor > sale.total) return setWrong(t("layaways.amount_wrong"));
    if (dueOn !== "" && !/^\d{4}-\d\d-\d\d$/.test(dueOn)) return setWrong(t("layaways.day_wrong"));
    setWrong(undefined);
    onKeep(minor, tender, dueOn);
  };
  return (
    <form class="layaway-keep" onSubmit={submit}>
      <h2>{t("layaways.keep_sale")}</h2>
      <p>{t("layaways.keep_about", { amount: ltr(money(sale.total, sale.currency)) })}</p>
      <Field
        numeric
        label={t("layaways.first")}
        value={amount}
        error={wrong}
        onInput={(event) => setAmount(event.currentTarget.value)}
      />
      <Field
        numeric
        label={t("layaways.due")}
        hint={t("layaways.due_hint")}
        placeholder="2026-12-31"
        value={dueOn}
        onInput={(event) => setDueOn(event.currentTarget.value.trim())}
      />
      <TenderChoice chosen={tender} onChoose={setTender} />
      <Button kind="primary" type="submit">
        {t("layaways.keep")}
      </Button>
    </form>
  );
}
