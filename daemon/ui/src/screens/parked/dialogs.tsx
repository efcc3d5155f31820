import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { money } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { type Cart, cart } from "../../till/state";
import { ReasonForm } from "../ReasonForm";
import { labelOf } from "./ParkedCard";
import { placeOf } from "./parked_state";

/** Whether to take a sale off somebody's screen; says whose and what happens there. */
export function askTakeOver(entry: Cart): Promise<true | undefined> {
  const title = t("parked.take_over_title", { register: own(placeOf(entry)) });
  return openDialog<true>(
    (close) => (
      <DialogFrame
        title={title}
        buttons={
          <>
            <Button autoFocus onClick={() => close()}>
              {t("parked.leave")}
            </Button>
            <Button kind="primary" onClick={() => close(true)}>
              {t("parked.take_over_now")}
            </Button>
          </>
        }
      >
        <p>{t("parked.take_over_effect", { staff: ltr(entry.staff) })}</p>
      </DialogFrame>
    ),
    { label: title },
  );
}

/** The label under which the sale on the screen is parked; nothing when it should stay. */
export function askLabelForMine(): Promise<string | undefined> {
  return openDialog<string>((close) => <LabelForMine close={close} />, { label: t("parked.busy_title") });
}

function LabelForMine({ close }: { close: (label?: string) => void }) {
  const [label, setLabel] = useState(cart.value?.data.note ?? "");
  const mine = cart.value?.data;
  const lines = t("parked.lines", { n: mine?.items.length ?? 0 });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close(label.trim());
      }}
    >
      <DialogFrame
        title={t("parked.busy_title")}
        buttons={
          <>
            <Button onClick={() => close()}>{t("parked.back")}</Button>
            <Button kind="primary" type="submit">
              {t("parked.busy_park")}
            </Button>
          </>
        }
      >
        <p>{t("parked.busy_effect", { lines, amount: mine ? ltr(money(mine.total, mine.currency)) : "" })}</p>
        <Field
          label={t("parked.busy_label")}
          autoFocus
          maxLength={80}
          value={label}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}

const reasons = ["parked.reason_left", "parked.reason_mistake", "parked.reason_test"];

export function askVoid(entry: Cart): Promise<string | undefined> {
  const effect = t("parked.void_effect", {
    label: own(labelOf(entry)),
    amount: ltr(money(entry.total, entry.currency)),
  });
  return openDialog<string>(
    (close) => (
      <ReasonForm
        title={t("parked.void_title")}
        effect={effect}
        reasons={reasons.map((key) => t(key))}
        keep={t("parked.keep")}
        now={t("parked.void_now")}
        close={close}
      />
    ),
    { label: t("parked.void_title") },
  );
}
