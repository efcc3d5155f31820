import { useEffect, useMemo, useState } from "preact/hooks";
import { cardTerminal } from "../../cards/waiting";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { amount as amountText, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { currency, tenders } from "../../till/state";
import { moveFocus } from "../live";
import { nameOfTender, tenderName } from "../tender/tender_name";
import "./refund.css";
import { byPayment, inCash, offered, type Part, refundsOf, rest } from "./refund_parts";
import type { Order } from "./return_state";
import type { Refund } from "./submit";
import { findTipLeft, givesTipBack } from "./tip_back";

type Tender = (typeof tenders.value)[number];

/** How the money goes back; nothing when it was left. A return worth nothing needs no tender. */
export async function askRefund(total: number, order: Order | null): Promise<Refund[] | undefined> {
  if (total === 0) return [];
  return openDialog<Refund[]>((close) => <RefundDialog total={total} order={order} close={close} />, {
    label: t("returns.refund_title"),
  });
}

interface Props {
  total: number;
  order: Order | null;
  close: (refunds?: Refund[]) => void;
}

function RefundDialog({ total, order, close }: Props) {
  const [parts, setParts] = useState<Part[]>([]);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const [voucher, setVoucher] = useState<Tender | null>(null);
  const left = rest(total, parts);
  const code = currency.value;
  const amount = typed === null ? left : parseMoney(typed, code);
  const choices = byPayment(offered(tenders.value, Boolean(order?.personId)), order?.payments ?? []);
  const paidBy = new Set(order?.payments.map((payment) => payment.tender));

  const tip = useTip(order);
  const carried = parts.some((part) => part.tip);
  const tipDue = carried ? 0 : (tip.amount ?? 0);

  const add = (tender: Tender, voucherCode?: string) => {
    if (amount === null || amount <= 0 || amount > left) return setWrong(true);
    if (tip.amount === null) return;
    const withTip = tipDue > 0 && tip.by(tender);
    if (tipDue > 0 && !withTip && amount === left) return tip.refuse();
    const part = {
      tender: tender.code,
      amount,
      ...(withTip && { tip: tipDue }),
      ...(voucherCode ? { voucherCode } : {}),
    };
    const all = [...parts, part];
    if (rest(total, all) === 0) return close(refundsOf(all, total));
    setParts(all);
    setTyped(null);
    setVoucher(null);
  };
  const take = (tender: Tender) =>
    tender.kind === "voucher" || tender.kind === "gift_card" ? setVoucher(tender) : add(tender);

  return (
    <DialogFrame
      title={t("returns.refund_title")}
      buttons={<Button onClick={() => (voucher ? setVoucher(null) : close())}>{t("core.back")}</Button>}
    >
      <p class="refund-due">
        <span class="quiet">{t("returns.to_pay_back")}</span>
        <Amount minor={left} currency={code} class="refund-sum" />
        {tipDue > 0 && (
          <span class="refund-with-tip" role="status">
            {t("returns.with_tip", { amount: money(left + tipDue, code) })}
          </span>
        )}
      </p>
      <Parts parts={parts} onRemove={(index) => setParts(parts.filter((_, at) => at !== index))} />
      {voucher ? (
        <VoucherCode onCode={(voucherCode) => add(voucher, voucherCode)} />
      ) : (
        <>
          <section class="refund-tenders" aria-label={t("returns.pay_back_by")}>
            <h3>{t("returns.pay_back_by")}</h3>
            <ul onKeyDown={(event) => moveFocus(event, "button")}>
              {choices.map(({ tender, possible }, index) => (
                <li key={tender.code}>
                  <Button
                    size="large"
                    class="refund-tender"
                    autoFocus={index === 0}
                    disabled={!possible}
                    onClick={() => take(tender)}
                  >
                    <bdi>{tenderName(tender)}</bdi>
                    <small>
                      {tipDue > 0 && possible && !tip.by(tender)
                        ? t("returns.without_tip")
                        : noteOf(tender, possible, paidBy.has(tender.code), left, code)}
                    </small>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
          <Field
            label={t("returns.part")}
            hint={t("returns.part_hint")}
            numeric
            error={wrong ? t("returns.part_wrong", { amount: money(left, code) }) : undefined}
            value={typed ?? amountText(left, code)}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => {
              setWrong(false);
              setTyped(event.currentTarget.value);
            }}
          />
          {tip.left > 0 && !carried && <TipField tip={tip} />}
        </>
      )}
    </DialogFrame>
  );
}

/** The tip that goes back beside the goods: nothing until the cashier says so; `amount` is null while it cannot be right. */
function useTip(order: Order | null) {
  const [left, setLeft] = useState(0);
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState(false);
  const hasTerminal = cardTerminal.value !== undefined;
  const by = (tender: Tender) => givesTipBack(tender, hasTerminal);
  const ways = useMemo(() => tenders.value.filter(by), [tenders.value, hasTerminal]);
  useEffect(() => {
    // Where it cannot be looked up, the goods go back without it.
    if (order !== null && ways.length > 0) findTipLeft(order).then(setLeft, () => setLeft(0));
  }, [order, ways]);
  const said = typed.trim() === "" ? 0 : parseMoney(typed, currency.value);
  const amount = said === null || said > left ? null : said;
  const names = ways.map((tender) => tenderName(tender)).join(", ");
  const wrong =
    amount === null
      ? t("returns.tip_wrong", { amount: money(left, currency.value) })
      : refused
        ? t("returns.tip_by", { tenders: names })
        : undefined;
  const say = (text: string) => {
    setRefused(false);
    setTyped(text);
  };
  return { left, typed, amount, by, wrong, say, refuse: () => setRefused(true) };
}

function TipField({ tip }: { tip: ReturnType<typeof useTip> }) {
  const code = currency.value;
  return (
    <Field
      label={t("returns.tip")}
      hint={t("returns.tip_hint", { amount: money(tip.left, code) })}
      numeric
      error={tip.wrong}
      value={tip.typed}
      onInput={(event) => tip.say(event.currentTarget.value)}
      after={<Button onClick={() => tip.say(amountText(tip.left, code))}>{t("returns.tip_all")}</Button>}
    />
  );
}

function noteOf(tender: Tender, possible: boolean, paidThisWay: boolean, left: number, code: string): string {
  if (!possible) return t("returns.account_needs_customer");
  const rounded = tender.kind === "cash" ? inCash(left, tender) : left;
  if (rounded !== left) return t("returns.cash_rounded", { amount: money(rounded, code) });
  return paidThisWay ? t("returns.paid_this_way") : "";
}

function Parts({ parts, onRemove }: { parts: readonly Part[]; onRemove: (index: number) => void }) {
  if (parts.length === 0) return null;
  return (
    <ul class="refund-parts">
      {parts.map((part, index) => {
        const name = nameOfTender(part.tender);
        return (
          <li key={index}>
            <span>{name}</span>
            {part.tip !== undefined && (
              <small>{t("returns.part_tip", { amount: money(part.tip, currency.value) })}</small>
            )}
            <Amount minor={part.amount} currency={currency.value} />
            <Button
              kind="quiet"
              icon="close"
              aria-label={t("returns.take_off", { tender: name })}
              onClick={() => onRemove(index)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The voucher that takes the money: scanned or typed. */
function VoucherCode({ onCode }: { onCode: (code: string) => void }) {
  const [code, setCode] = useState("");
  useEffect(() => onScan((scan) => onCode(scan.code)), [onCode]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) onCode(code.trim());
      }}
    >
      <Field
        label={t("returns.voucher_code")}
        hint={t("returns.voucher_hint")}
        dir="ltr"
        autoFocus
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
        after={
          <Button kind="primary" type="submit">
            {t("returns.voucher_use")}
          </Button>
        }
      />
    </form>
  );
}
