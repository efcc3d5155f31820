import { useLayoutEffect, useRef, useState } from "preact/hooks";
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
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const unknown = line.state === "unknown";
  const amount = money(line.amount, currency.value);
  return (
    <form
      ref={form}
      class={`tender-panel ${unknown ? "tender-panel-unknown" : ""}`}
      onSubmit={(event: Event) => {
        event.preventDefault();
        void cardSaid(line, "approved", reference);
      }}
    >
      <h2>
        <Icon name={unknown ? "help" : "card"} size={28} />
        {unknown
          ? t("tender.unknown_title")
          : t(settlement.value.refund ? "tender.card_refund" : "tender.card_charge", { amount })}
      </h2>
      <p role={unknown ? "alert" : undefined}>{t(unknown ? "tender.unknown_text" : "tender.card_hint")}</p>
      <Field
        label={`${t("tender.card_reference")} (${t("tender.optional")})`}
        numeric
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
