import { Amount } from "../../design/Amount";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { lines, localCash, settlement, total } from "./payment";
import { tipDue } from "./wanted_on_top";

/** What is due, the largest thing on the screen; read out whenever it changes. */
export function Due() {
  const { rest, cashRest, refund } = settlement.value;
  const begun = lines.value.length > 0;
  const tip = tipDue.value;
  const covered = begun && rest === 0 && tip === 0;
  const label =
    total.value === 0
      ? "even"
      : rest === 0 && tip > 0
        ? "tip_due"
        : `${covered ? "covered" : begun ? "rest" : "due"}${refund ? "_refund" : ""}`;
  const inCash = localCash.value !== undefined && rest > 0 && cashRest !== rest;
  return (
    <div class="tender-due" role="status">
      <span class="tender-due-label">{t(`tender.${label}`)}</span>
      <Amount
        minor={covered ? Math.abs(total.value) : rest === 0 ? tip : rest}
        currency={currency.value}
        class="tender-due-amount"
      />
      <span class="tender-due-notes quiet">
        {begun && !covered && (
          <span>
            {t(refund ? "tender.due_refund" : "tender.due")}{" "}
            <Amount minor={Math.abs(total.value)} currency={currency.value} />
          </span>
        )}
        {inCash && <InCash minor={cashRest} />}
      </span>
    </div>
  );
}

function InCash({ minor }: { minor: number }) {
  const [before, after] = t("tender.in_cash", { amount: "\u0000" }).split("\u0000");
  return (
    <span>
      {before}
      <Amount minor={minor} currency={currency.value} />
      {after}
    </span>
  );
}
