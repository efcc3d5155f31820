import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { cardTerminal } from "../../cards/waiting";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { currency } from "../../till/state";
import { cardSaid } from "./entry";
import type { Line } from "./lines";
import { removeLine, settlement } from "./payment";

/** A card terminal that is not wired to the till: the cashier charges there and says what it showed. */
export function CardQuestion({ line }: { line: Line }) {
  const [reference, setReference] = useState("");
  const [wrong, setWrong] = useState(false);
  const needed = cardTerminal.value !== undefined;
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const unknown = line.state === "unknown";
  const amount = money(line.amount + (line.tip ?? 0), currency.value);
  return (
    <form
      ref={form}
      class={`tender-panel ${unknown ? "tender-panel-unknown" : ""}`}
      onSubmit={(event: Event) => {
        event.preventDefault();
        // Where a terminal serves the register, what was taken by hand is known by its slip alone.
        if (needed && reference.trim() === "") setWrong(true);
        else void cardSaid(line, "approved", reference);
      }}
    >
      <h2>
        <Icon name={unknown ? "help" : "card"} size={28} />
        {unknown
          ? t("tender.unknown_title")
          : t(settlement.value.refund ? "tender.card_refund" : "tender.card_charge", { amount })}
      </h2>
      <p role={unknown ? "alert" : undefined}>
        {t(unknown ? "tender.unknown_text" : needed ? "card.by_hand_hint" : "tender.card_hint")}
      </p>
      <Field
        label={needed ? t("tender.card_reference") : `${t("tender.card_reference")} (${t("tender.optional")})`}
        numeric
        error={wrong ? t("card.slip_needed") : undefined}
        maxLength={100}
        value={reference}
        onInput={(event: Event) => setReference((event.currentTarget as HTMLInputElement).value)}
      />
      <div class="tender-panel-buttons">
        <Button type="submit" kind="primary" size="large" hotkey="Enter">
          {t("tender.card_approved")}
        </Button>
        <Button size="large" onClick={() => void cardSaid(line, "declined", reference)}>
          {t("tender.card_declined")}
        </Button>
        {unknown ? null : (
          <Button onClick={() => void cardSaid(line, "unknown", reference)}>{t("tender.card_unknown")}</Button>
        )}
        {unknown ? null : (
          <Button kind="quiet" onClick={() => removeLine(line.id)}>
            {t("tender.card_cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
