import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { act } from "../../till/act";
import { cart, currency } from "../../till/state";
import { complain, panel, settleWith, typed } from "../tender/entry";
import type { Tender } from "../tender/lines";
import { lines, settlement } from "../tender/payment";
import { tenderName } from "../tender/tender_name";
import { CardFacts } from "./CardFacts";
import { type GiftCard, lookUp, setAside } from "./gift_card";
import "./gift.css";

/** Paying by gift card, or paying back to one: its code, what is left on it, how much of it is used. */
export function GiftCardPanel({ tender }: { tender: Tender }) {
  const [code, setCode] = useState("");
  const [card, setCard] = useState<GiftCard | null>(null);
  const [error, setError] = useState<string | undefined>();
  const form = useRef<HTMLFormElement>(null);
  const refund = settlement.value.refund;
  const check = async (asked: string) => {
    if (asked.trim() === "") return;
    const found = await lookUp(asked.trim());
    setCard(typeof found === "object" ? found : null);
    setError(found === null ? t("gift.unknown") : typeof found === "string" && found !== "" ? found : undefined);
  };
  useLayoutEffect(() => {
    form.current?.querySelector("input")?.focus();
    return onScan((scan) => {
      setCode(scan.code);
      void check(scan.code);
    });
  }, []);
  const credit = async () => {
    try {
      const made = await act(
        "issue_credit",
        async (key) => (await call("issueGiftCard", { body: { kind: "store_credit" }, key })).data,
      );
      setCode(made.code ?? "");
      setCard(made);
      setError(undefined);
    } catch (problem) {
      showProblem(problem, { what: "gift.what_credit" });
    }
  };
  const use = card ? usable(card) : 0;
  const take = async () => {
    const cartId = cart.value?.data.cartId;
    if (card === null || use <= 0 || cartId === undefined) return;
    if (lines.value.some((line) => line.voucherCode === code)) return setError(t("gift.used"));
    const complaint = complain(tender, use);
    setError(complaint);
    if (complaint !== undefined) return;
    try {
      const held = refund ? undefined : await setAside(code, use, cartId);
      await settleWith(tender, use, { voucherCode: code, ...(held ? { heldAs: held } : {}) });
    } catch (problem) {
      showProblem(problem, { what: "gift.what_use" });
    }
  };
  return (
    <form
      ref={form}
      class="tender-panel"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (card === null) void check(code);
        else void take();
      }}
    >
      <h2>
        <Icon name="gift" size={28} />
        <bdi>{tenderName(tender)}</bdi>
      </h2>
      <Field
        label={t("gift.code")}
        hint={t("gift.code_hint")}
        error={error}
        dir="ltr"
        maxLength={60}
        value={code}
        onInput={(event: Event) => {
          setCode((event.currentTarget as HTMLInputElement).value);
          setCard(null);
          setError(undefined);
        }}
      />
      {card && <CardFacts card={card} />}
      <div class="tender-panel-buttons">
        <Button type="submit" kind="primary" size="large" hotkey="Enter" disabled={card !== null && use === 0}>
          {card && use > 0
            ? t(refund ? "gift.put_on" : "gift.use", { amount: money(use, currency.value) })
            : t("gift.check")}
        </Button>
        {refund && card === null && (
          <Button icon="plus" onClick={() => void credit()}>
            {t("gift.new_credit")}
          </Button>
        )}
        <Button kind="quiet" hotkey="Esc" onClick={() => (panel.value = null)}>
          {t("tender.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** What it can pay of what is typed or left; all of it when money goes back. */
function usable(card: GiftCard): number {
  const wanted = typed.value.trim() === "" ? settlement.value.rest : (parseMoney(typed.value, currency.value) ?? 0);
  if (settlement.value.refund) return card.state === "closed" ? 0 : wanted;
  return Math.min(card.available, wanted, settlement.value.rest);
}
