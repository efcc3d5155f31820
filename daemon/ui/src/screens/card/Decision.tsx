import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DecisionIn } from "../../cards/card_api";
import { type CardPayment, canBe, inAll } from "../../cards/card_payment";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Tabs } from "../../design/Tabs";
import { amount, dateTime, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { known } from "../../till/connection";
import { nameOfTender } from "../tender/tender_name";
import { settle } from "./acts";
import { cardName, say } from "./words";

/** A supervisor says what became of a payment that the terminal cannot tell, with both records side by side. */
export async function askDecision(payment: CardPayment): Promise<void> {
  const label = t("card.decide_title");
  const decision = await openDialog<DecisionIn>((close) => <Decision payment={payment} close={close} />, {
    label,
    wide: true,
  });
  if (decision !== undefined) await settle(payment, decision);
}

function Decision({ payment, close }: { payment: CardPayment; close: Close<DecisionIn> }) {
  const code = payment.currency;
  const [charged, setCharged] = useState<"yes" | "no" | "">("");
  const [sum, setSum] = useState(amount(inAll(payment), code));
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const back = payment.kind !== "sale";
  const submit = () => {
    const minor = parseMoney(sum, code);
    const complaints: Record<string, string> = {};
    if (charged === "") complaints["charged"] = t("core.needed");
    if (charged === "yes" && (minor === null || !canBe(payment, minor)))
      complaints["sum"] = t("card.decide_sum_wrong", { amount: money(payment.amount, code) });
    if (reason.trim() === "") complaints["reason"] = t("core.needed");
    setWrong(complaints);
    if (Object.keys(complaints).length > 0) return;
    const partly = charged === "yes" && minor !== null && minor !== inAll(payment) ? { amount: minor } : {};
    close({ charged: charged === "yes", ...partly, reason: reason.trim() });
  };
  return (
    <form
      onSubmit={(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogFrame
        title={t("card.decide_title")}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.cancel")}</Button>
            <Button kind="primary" size="large" type="submit">
              {t("card.decide_now")}
            </Button>
          </>
        }
      >
        <p>{t("card.decide_text")}</p>
        <Records payment={payment} />
        <Tabs
          label={t("card.decide_question")}
          value={charged}
          options={[
            { value: "yes", label: t(back ? "card.decide_yes_refund" : "card.decide_yes") },
            { value: "no", label: t(back ? "card.decide_no_refund" : "card.decide_no") },
          ]}
          onChange={(value) => setCharged(value as "yes" | "no")}
        />
        {wrong["charged"] && (
          <p class="field-error" role="alert">
            {t("card.decide_question")}
          </p>
        )}
        {charged === "yes" && (
          <Field
            numeric
            label={t("card.decide_sum")}
            value={sum}
            error={wrong["sum"]}
            onInput={(event) => setSum(event.currentTarget.value)}
          />
        )}
        <Field
          label={t("card.decide_reason")}
          hint={t("card.decide_reason_hint")}
          dir="auto"
          maxLength={200}
          value={reason}
          error={wrong["reason"]}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}

/** What we asked, and what the terminal said. */
function Records({ payment }: { payment: CardPayment }) {
  const device = known.value.devices.find(({ id }) => id === payment.deviceId);
  const { terminal } = payment;
  return (
    <div class="card-records">
      <Facts title={t("card.record_ours")}>
        <Fact name="record_amount">{money(inAll(payment), payment.currency)}</Fact>
        <Fact name="record_at">{payment.createdAt ? dateTime(payment.createdAt, "time") : ""}</Fact>
        <Fact name="record_reference">{payment.reference}</Fact>
        <Fact name="record_tender">{nameOfTender(payment.tender)}</Fact>
        <Fact name="record_terminal">{device?.name ?? ""}</Fact>
      </Facts>
      <Facts title={t("card.record_theirs")}>
        <Fact name="record_words">{say(payment.words) || t("card.record_nothing")}</Fact>
        <Fact name="record_detail">{[payment.code, payment.detail].filter(Boolean).join(" ")}</Fact>
        <Fact name="record_taken">{payment.approvedAmount ? money(payment.approvedAmount, payment.currency) : ""}</Fact>
        <Fact name="record_card">{cardName(payment)}</Fact>
        <Fact name="record_receipt">{terminal?.receipt || terminal?.transaction || ""}</Fact>
        <Fact name="record_at">{terminal?.at ?? ""}</Fact>
      </Facts>
    </div>
  );
}
function Facts({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}
function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt class="quiet">{t(`card.${name}`)}</dt>
      <dd>
        <bdi>{children || "\u2013"}</bdi>
      </dd>
    </div>
  );
}
