// Taking this device out of the store: only when nothing of it is under way, and only by somebody who may.
import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { unpair } from "../../till/session";
import { cart, shift, training, waiting } from "../../till/state";

export type Blocked = "unpair_busy" | "unpair_waiting" | "unpair_shift" | "unpair_training";

/** What stands in the way, as a key of the texts; the appliance refuses for the same reasons. */
export function unpairBlocked(): Blocked | null {
  if (training.value) return "unpair_training";
  if ((cart.value?.data.items.length ?? 0) > 0) return "unpair_busy";
  if (waiting.value > 0) return "unpair_waiting";
  return shift.value === null ? null : "unpair_shift";
}

export async function askUnpair(): Promise<void> {
  const sure = await openDialog<true>((close) => <Sure close={close} />, { label: t("settings.unpair_title") });
  if (!sure || unpairBlocked() !== null) return;
  try {
    const done = await withApproval("device_admin", t("settings.unpair"), (approval) =>
      act("unpair", async (key) => {
        await call("leaveStore", { key, ...(approval ? { approval } : {}) });
        return true;
      }),
    );
    if (done) unpair();
  } catch (error) {
    showProblem(error, { what: "settings.act_unpair" });
  }
}

/** Nobody unpairs a till by a slip of the finger: the word has to be typed. */
function Sure({ close }: { close: (sure?: true) => void }) {
  const [typed, setTyped] = useState("");
  const word = t("settings.unpair_word");
  const right = typed.trim().toLocaleUpperCase() === word.toLocaleUpperCase();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (right) close(true);
      }}
    >
      <DialogFrame
        title={t("settings.unpair_title")}
        buttons={
          <>
            <Button onClick={() => close()}>{t("settings.cancel")}</Button>
            <Button kind="danger" type="submit" disabled={!right}>
              {t("settings.unpair_now")}
            </Button>
          </>
        }
      >
        <p>{t("settings.unpair_effect")}</p>
        <p class="quiet">{t("settings.unpair_who")}</p>
        <Field
          label={t("settings.unpair_type", { word })}
          autoFocus
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}
