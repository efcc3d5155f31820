import { signal } from "@preact/signals";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardOrder } from "../../cards/card_api";
import { type CardPayment, type CardQuestion, canBe, inAll } from "../../cards/card_payment";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { amount as amountText, money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useKeys } from "../live";
import { busy, reply } from "./acts";
import { goesBack, say } from "./words";

/** The result as it was keyed in, for the second look. */
const keyed = signal<{ id: string; verdict: "approved" | "declined"; amount: number; text: string } | null>(null);

interface Props {
  order: CardOrder;
  payment: CardPayment;
}

/** The terminal, or the driver in its place, wants something of the cashier. */
export function Asked({ order, payment }: Props) {
  const question = payment.question;
  useKeys("card", { cancel: () => true });
  if (question === null) return null;
  return (
    <div class="card-now tender-panel">
      <h2>
        <Icon name={question.kind === "result" ? "card" : "help"} size={28} />
        {say(question.key)}
      </h2>
      {question.text && (
        <p class="card-own">
          <bdi>{question.text}</bdi>
        </p>
      )}
      {payment.signatureRequired && <p>{t("card.signature")}</p>}
      <Answer order={order} payment={payment} question={question} />
    </div>
  );
}

function Answer({ order, payment, question }: Props & { question: CardQuestion }) {
  switch (question.kind) {
    case "result":
      return <Result order={order} payment={payment} />;
    case "confirmResult":
      return <SecondLook payment={payment} />;
    case "yesNo":
      return <YesNo payment={payment} />;
    case "text":
      return <Words payment={payment} />;
    case "menu":
      return (
        <div class="tender-panel-buttons">
          {question.choices.map((choice, index) => (
            <Button
              key={choice}
              size="large"
              disabled={busy.value}
              onClick={() => void reply(payment, { text: String(index) })}
            >
              {choice}
            </Button>
          ))}
        </div>
      );
  }
}

/** A terminal that is worked by hand: what it shows is keyed in. */
function Result({ order, payment }: Props) {
  const code = payment.currency;
  const all = inAll(payment);
  const [sum, setSum] = useState(amountText(all, code));
  const [lastFour, setLastFour] = useState("");
  const [slip, setSlip] = useState("");
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelectorAll("input")[1]?.focus(), []);
  const back = goesBack(payment, order);
  const say = (verdict: "approved" | "declined") => {
    const amount = verdict === "approved" ? parseMoney(sum, code) : 0;
    if (amount === null || (verdict === "approved" && !canBe(payment, amount)))
      return setWrong(t("card.decide_sum_wrong", { amount: money(payment.amount, code) }));
    keyed.value = { id: payment.id, verdict, amount, text: slip.trim() };
    const facts = verdict === "approved" ? { amount, text: slip.trim(), lastFour: lastFour.trim() } : {};
    void reply(payment, { verdict, ...facts });
  };
  return (
    <form
      ref={form}
      class="card-result"
      onSubmit={(event: Event) => {
        event.preventDefault();
        say("approved");
      }}
    >
      <p>{t(back ? "card.result_hint_refund" : "card.result_hint")}</p>
      <div class="card-fields">
        <Field
          numeric
          label={t("card.result_amount")}
          value={sum}
          error={wrong || undefined}
          onInput={(event) => setSum(event.currentTarget.value)}
        />
        <Field
          numeric
          label={`${t("card.result_slip")} (${t("tender.optional")})`}
          maxLength={40}
          value={slip}
          onInput={(event) => setSlip(event.currentTarget.value)}
        />
        <Field
          numeric
          label={`${t("card.result_last_four")} (${t("tender.optional")})`}
          maxLength={4}
          pattern="[0-9]{4}"
          value={lastFour}
          onInput={(event) => setLastFour(event.currentTarget.value.replace(/\D/g, "").slice(0, 4))}
        />
      </div>
      <div class="tender-panel-buttons">
        <Button type="submit" kind="primary" size="large" hotkey="Enter" disabled={busy.value}>
          {t("tender.card_approved")}
        </Button>
        <Button size="large" disabled={busy.value} onClick={() => say("declined")}>
          {t("tender.card_declined")}
        </Button>
      </div>
    </form>
  );
}

/** Keyed in once and looked at twice: only then does it count. */
function SecondLook({ payment }: { payment: CardPayment }) {
  const said = keyed.value?.id === payment.id ? keyed.value : null;
  return (
    <>
      {said !== null && (
        <p class="card-keyed">
          <strong>{t(said.verdict === "approved" ? "tender.card_approved" : "tender.card_declined")}</strong>{" "}
          {said.verdict === "approved" && money(said.amount, payment.currency)}{" "}
          {said.text && <span class="quiet">{t("card.slip_is", { slip: said.text })}</span>}
        </p>
      )}
      <YesNo payment={payment} no="card.second_look_no" yes="card.second_look_yes" />
    </>
  );
}

function YesNo({ payment, yes = "card.yes", no = "card.no" }: { payment: CardPayment; yes?: string; no?: string }) {
  const buttons = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => buttons.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={buttons} class="tender-panel-buttons">
      <Button kind="primary" size="large" disabled={busy.value} onClick={() => void reply(payment, { yes: true })}>
        {t(yes)}
      </Button>
      <Button size="large" disabled={busy.value} onClick={() => void reply(payment, { yes: false })}>
        {t(no)}
      </Button>
    </div>
  );
}

function Words({ payment }: { payment: CardPayment }) {
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      class="card-result"
      onSubmit={(event: Event) => {
        event.preventDefault();
        void reply(payment, { text: text.trim() });
      }}
    >
      <Field
        label={t("card.answer")}
        maxLength={100}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" kind="primary" size="large" disabled={busy.value}>
        {t("core.ok")}
      </Button>
    </form>
  );
}
