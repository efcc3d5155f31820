import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { gated, refusedAsOff, standing } from "../../capabilities/capabilities";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { dateTime, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { currency } from "../../till/state";
import { complain, panel, settleWith, typed } from "./entry";
import { fetchForeign } from "./foreign_voucher";
import type { Tender } from "./lines";
import { lines, settlement } from "./payment";
import { tenderName } from "./tender_name";

type Voucher = Schemas["Voucher"];

/** A voucher's code, what is left on it, and how much of it is used. A scan goes into the code. */
export function VoucherPanel({ tender }: { tender: Tender }) {
  const [code, setCode] = useState("");
  const [voucher, setVoucher] = useState<Voucher | null>(null);
  const [error, setError] = useState<string | undefined>();
  const [unknown, setUnknown] = useState(false);
  const [coming, setComing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const here = useRef(true);
  const check = async (asked: string) => {
    if (asked.trim() === "") return;
    const found = await read(asked.trim());
    setVoucher(typeof found === "object" ? found : null);
    setError(typeof found === "string" ? found : undefined);
    setUnknown(typeof found === "string" || (typeof found === "object" && found.balance === 0));
  };
  const askStores = async () => {
    if (refusedAsOff("voucher.foreign")) return;
    setError(undefined);
    setComing(true);
    const found = await fetchForeign(code.trim(), () => here.current);
    if (!here.current) return;
    setComing(false);
    setVoucher(typeof found === "object" ? found : null);
    setError(typeof found === "string" ? found : undefined);
    setUnknown(typeof found !== "object");
  };
  useLayoutEffect(() => {
    form.current?.querySelector("input")?.focus();
    const stop = onScan((scan) => {
      setCode(scan.code);
      void check(scan.code);
    });
    return () => {
      here.current = false;
      stop();
    };
  }, []);
  const use = voucher ? usable(voucher) : 0;
  return (
    <form
      ref={form}
      class="tender-panel"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (voucher === null) void check(code);
        else if (use > 0) setError(apply(tender, voucher, use));
      }}
    >
      <h2>
        <Icon name="gift" size={28} />
        <bdi>{tenderName(tender)}</bdi>
      </h2>
      <Field
        label={t("tender.voucher_code")}
        hint={t("tender.voucher_hint")}
        error={error}
        dir="ltr"
        maxLength={40}
        value={code}
        onInput={(event: Event) => {
          setCode((event.currentTarget as HTMLInputElement).value);
          setVoucher(null);
          setUnknown(false);
          setError(undefined);
        }}
      />
      {voucher && <Balance voucher={voucher} />}
      {coming && <p role="status">{t("gift.voucher_elsewhere_coming")}</p>}
      <div class="tender-panel-buttons">
        <Button type="submit" kind="primary" size="large" hotkey="Enter" disabled={voucher !== null && use === 0}>
          {voucher && use > 0
            ? t(settlement.value.refund ? "tender.voucher_credit" : "tender.voucher_use", {
                amount: money(use, currency.value),
              })
            : t("tender.voucher_check")}
        </Button>
        {unknown && !coming && standing("voucher.foreign")?.reason !== "NOT_CONFIGURED" && (
          <Button icon="search" onClick={() => void askStores()} {...gated("voucher.foreign")}>
            {t("gift.voucher_elsewhere")}
          </Button>
        )}
        <Button kind="quiet" hotkey="Esc" onClick={() => (panel.value = null)}>
          {t("tender.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Balance({ voucher }: { voucher: Voucher }) {
  const expired = isExpired(voucher);
  const date = voucher.expiresAt ? dateTime(voucher.expiresAt, "date") : "";
  return (
    <p
      class={expired || voucher.balance === 0 ? "tender-panel-fact tender-panel-bad" : "tender-panel-fact"}
      role="status"
    >
      <strong>{t("tender.voucher_balance", { amount: money(voucher.balance, voucher.currency) })}</strong>
      <span>
        {voucher.balance === 0
          ? t("tender.voucher_empty")
          : t(expired ? "tender.voucher_expired" : date ? "tender.voucher_until" : "tender.voucher_forever", { date })}
      </span>
    </p>
  );
}

/** The voucher, or what to tell the cashier. */
async function read(code: string): Promise<Voucher | string | undefined> {
  try {
    return (await call("getVoucher", { path: { code } })).data;
  } catch (error) {
    if (isProblem(error, "not-found")) return t("tender.voucher_unknown");
    showProblem(error, { what: "tender.what_voucher" });
    return undefined;
  }
}

function isExpired(voucher: Voucher): boolean {
  return voucher.expiresAt !== null && Date.parse(voucher.expiresAt) <= Date.now();
}

/** What it can pay of what is typed or left; all of it when money goes back, an expired one takes that too. */
function usable(voucher: Voucher): number {
  const wanted = typed.value.trim() === "" ? settlement.value.rest : (parseMoney(typed.value, currency.value) ?? 0);
  if (settlement.value.refund) return wanted;
  return isExpired(voucher) ? 0 : Math.min(voucher.balance, wanted, settlement.value.rest);
}

/** Puts it on the list, or says why not. */
function apply(tender: Tender, voucher: Voucher, amount: number): string | undefined {
  if (lines.value.some((line) => line.voucherCode === voucher.code)) return t("tender.voucher_used");
  const complaint = complain(tender, amount);
  if (complaint === undefined) void settleWith(tender, amount, { voucherCode: voucher.code });
  return complaint;
}
