import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Keypad, press } from "../../design/Keypad";
import { amount as amountText, money, parseMoney, percent } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { isSlip, type OnTopKind, shareOf } from "./on_top";
import { total } from "./payment";
import { coarse } from "./pointer";
import { offered, onTop, suggestions, terminalTips } from "./wanted_on_top";

/** Asks how much comes on top of the payment; nothing changes when it was left. */
export async function askOnTop(kind: OnTopKind): Promise<void> {
  if (!offered.value.includes(kind)) return;
  const label = t(`tender.${kind}_title`);
  const amount = await openDialog<number>((close) => <AskOnTop kind={kind} close={close} />, { label });
  if (amount !== undefined) onTop.value = { ...onTop.value, [kind]: amount };
}

function AskOnTop({ kind, close }: { kind: OnTopKind; close: Close<number> }) {
  const code = currency.value;
  const before = onTop.value[kind];
  const [text, setText] = useState(before > 0 ? amountText(before, code) : "");
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const submit = () => {
    const amount = text.trim() === "" ? 0 : parseMoney(text, code);
    if (amount === null || amount < 0) return setWrong(t("tender.complaint_not_a_number", { currency: code }));
    if (isSlip(kind, amount, total.value)) return setWrong(t("tender.tip_large", { amount: money(total.value, code) }));
    close(amount);
  };
  return (
    <form
      ref={form}
      onSubmit={(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogFrame
        title={t(`tender.${kind}_title`)}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.cancel")}</Button>
            {before > 0 && <Button onClick={() => close(0)}>{t(`tender.${kind}_none`)}</Button>}
            <Button kind="primary" size="large" type="submit">
              {t("core.ok")}
            </Button>
          </>
        }
      >
        <p class="quiet">{t(kind === "tip" && !terminalTips.value ? "tender.tip_hint_hand" : `tender.${kind}_hint`)}</p>
        {kind === "tip" && <Shares close={close} />}
        <Field
          numeric
          class="ask-number"
          label={t("tender.amount")}
          inputMode={coarse() ? "none" : "decimal"}
          value={text}
          error={wrong || undefined}
          onInput={(event) => {
            setWrong("");
            setText(event.currentTarget.value);
          }}
        />
        <Keypad onKey={(key) => setText(press(text, key, 12))} />
      </DialogFrame>
    </form>
  );
}

/** What people usually give, of the whole sale. */
function Shares({ close }: { close: Close<number> }) {
  const { percents, amounts } = suggestions.value;
  return (
    <div class="tender-quick">
      {percents.map((each) => (
        <Button key={each} class="tender-quick-button" onClick={() => close(shareOf(total.value, each))}>
          <span>{percent(each)}</span>
          <small class="amount">{money(shareOf(total.value, each), currency.value)}</small>
        </Button>
      ))}
      {amounts.map((each) => (
        <Button key={`a${each}`} class="tender-quick-button" onClick={() => close(each)}>
          <span class="amount">{money(each, currency.value)}</span>
        </Button>
      ))}
    </div>
  );
}
