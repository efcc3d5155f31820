import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { go } from "../../till/navigation";
import { loadRegisters } from "../../till/session";
import { register, shift, site } from "../../till/state";
import { CountEntry } from "./CountEntry";
import { countedIn, emptyCount } from "./count";
import "./shift.css";

/** The float is counted and the register may sell. `next` is the screen that wanted an open shift. */
export function ShiftOpen({ next = "sale" }: { next?: string }) {
  const [counting, setCounting] = useState(emptyCount);
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>("input")?.focus(), [counting.by]);
  const currency = site.value?.currency ?? "EUR";
  const counted = countedIn(counting, currency);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (counted === null) return setError(t("shift.not_a_number", { currency }));
    setBusy(true);
    if (await open(counted)) go(next);
    setBusy(false);
  };
  if (register.value === null)
    return (
      <Page title={t("shift.open_title")}>
        <p class="shift-message">{t("shift.no_register")}</p>
      </Page>
    );
  if (shift.value !== null) return <AlreadyOpen />;
  return (
    <Page
      title={t("shift.open_title")}
      aside={
        <>
          <bdi class="quiet">{register.value.name}</bdi>
          <Button icon="receipt" onClick={() => go("report")}>
            {t("shift.reports")}
          </Button>
        </>
      }
    >
      <form ref={form} class="shift-form" onSubmit={submit}>
        <p>{t("shift.open_intro")}</p>
        <CountEntry
          currency={currency}
          counting={counting}
          label={t("shift.float")}
          error={error}
          onChange={(count) => {
            setCounting(count);
            setError(undefined);
          }}
        />
        <Button
          type="submit"
          kind="primary"
          size="large"
          {...(counting.by === "sum" ? { hotkey: "Enter" } : {})}
          disabled={busy}
        >
          {t("shift.open_button", { amount: money(counted ?? 0, currency) })}
        </Button>
      </form>
    </Page>
  );
}

function AlreadyOpen() {
  const { number = 0, openedAt = "" } = shift.value ?? {};
  return (
    <Page title={t("shift.open_title")}>
      <div class="shift-form">
        <p>{t("shift.is_open", { number, time: openedAt ? dateTime(openedAt) : "" })}</p>
        <Button kind="primary" size="large" onClick={() => go("sale")}>
          {t("shift.to_sale")}
        </Button>
        <Button size="large" onClick={() => go("shift_close")}>
          {t("shift.close_title")}
        </Button>
      </div>
    </Page>
  );
}

async function open(openingCash: number): Promise<boolean> {
  const id = register.value?.id;
  if (id === undefined) return false;
  try {
    const opened = await withApproval("shift_open", t("shift.approve_open"), (approval) =>
      act("openShift", async (key) => {
        const args = { path: { id }, body: { openingCash }, key, ...(approval ? { approval } : {}) };
        return (await call("openShift", args)).data;
      }),
    );
    if (opened === undefined) return false;
    shift.value = { shiftId: opened.shiftId, number: opened.number, openedAt: opened.openedAt };
    return true;
  } catch (error) {
    if (isProblem(error, "shift-open")) await loadRegisters().catch(() => undefined);
    showProblem(error, { what: "shift.what_open" });
    return false;
  }
}
