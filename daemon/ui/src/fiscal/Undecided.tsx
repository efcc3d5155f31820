import { useState } from "preact/hooks";
import { call, type Schemas } from "../api/call";
import { showProblem } from "../design/Banner";
import { Button } from "../design/Button";
import { type Close, DialogFrame } from "../design/Dialog";
import { Field } from "../design/Field";
import { t } from "../i18n/text";
import { act } from "../till/act";
import { withApproval } from "../till/approval";
import "./undecided.css";

type Receipt = Schemas["FiscalReceipt"];
type Choice = Schemas["FiscalDecision"]["choice"];
const others: readonly Choice[] = ["postpone", "skip", "markRegistered"];

export function Undecided(props: { receipt: Receipt; close: Close<void> }) {
  return <Question {...props} />;
}

/** The sale is booked and its money counted; only the fiscal unit does not know of it. */
function Question({ receipt: first, close }: { receipt: Receipt; close: Close<void> }) {
  const [receipt, setReceipt] = useState(first);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const choose = async (choice: Choice) => {
    if (busy) return;
    setBusy(true);
    const run = (approval?: string) =>
      act("fiscal", (key) =>
        call("decideFiscalReceipt", {
          path: { id: String(receipt.id) },
          body: choice === "retry" ? { choice } : { choice, reason: reason.trim() },
          key,
          ...(approval === undefined ? {} : { approval }),
        }),
      );
    try {
      const answer = await withApproval("approve", t(`fiscal.${choice}`), run, { reason: reason.trim() });
      if (answer !== undefined && answer.data.state !== "undecided") close();
      else if (answer !== undefined) setReceipt(answer.data);
    } catch (error) {
      showProblem(error, { what: "fiscal.decide" });
    }
    setBusy(false);
  };
  return (
    <DialogFrame
      title={t("fiscal.title")}
      buttons={
        <Button kind="primary" disabled={busy} onClick={() => void choose("retry")}>
          {t("fiscal.retry")}
        </Button>
      }
    >
      <p>{t("fiscal.what", { number: receipt.number })}</p>
      <p class="quiet">{receipt.problem}</p>
      <Field
        label={t("fiscal.reason")}
        maxLength={300}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <div class="fiscal-choices">
        {others.map((choice) => (
          <div key={choice}>
            <Button disabled={busy || reason.trim() === ""} onClick={() => void choose(choice)}>
              {t(`fiscal.${choice}`)}
            </Button>
            <p class="quiet">{t(`fiscal.${choice}_means`)}</p>
          </div>
        ))}
      </div>
    </DialogFrame>
  );
}
