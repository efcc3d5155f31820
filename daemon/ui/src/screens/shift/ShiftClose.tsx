import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { register, shift, site } from "../../till/state";
import { Variance } from "../report/Variance";
import { CountEntry } from "./CountEntry";
import { closeShift, isBlind } from "./close_shift";
import { bodyOf, countedIn, emptyCount } from "./count";
import { OpenCarts } from "./OpenCarts";
import "./shift.css";

type Shift = Schemas["Shift"];

/** The drawer is counted and the shift ends. In a blind count the figures stay hidden until it has. */
export function ShiftClose() {
  const [open, setOpen] = useState<Shift | null>(null);
  const shiftId = shift.value?.shiftId;
  useEffect(() => {
    if (shiftId === undefined) return;
    call("getShift", { path: { id: shiftId } })
      .then(({ data }) => setOpen(data))
      .catch((error: unknown) => showProblem(error, { what: "shift.what_read" }));
  }, [shiftId]);
  if (shiftId === undefined)
    return (
      <Page title={t("shift.close_title")}>
        <div class="shift-form">
          <p>{t("shift.none_open")}</p>
          <Button kind="primary" size="large" onClick={() => go("shift_open")}>
            {t("shift.open_title")}
          </Button>
        </div>
      </Page>
    );
  const aside = register.value && (
    <span class="quiet">
      <bdi>{register.value.name}</bdi> · {t("shift.shift_no", { number: shift.value?.number ?? 0 })}
      {shift.value && ` · ${dateTime(shift.value.openedAt)}`}
    </span>
  );
  return (
    <Page title={t("shift.close_title")} aside={aside}>
      <CloseForm shiftId={shiftId} expected={isBlind() ? null : (open?.expectedCash ?? null)} />
    </Page>
  );
}

function CloseForm({ shiftId, expected }: { shiftId: string; expected: number | null }) {
  const [counting, setCounting] = useState({ ...emptyCount, by: "pieces" as "pieces" | "sum" });
  const [error, setError] = useState<string | undefined>();
  const [needsReason, setNeedsReason] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    () => form.current?.querySelector<HTMLInputElement>(needsReason ? ".shift-reason input" : "input")?.focus(),
    [counting.by, needsReason],
  );
  const currency = site.value?.currency ?? "EUR";
  const counted = countedIn(counting, currency);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (counted === null) return setError(t("shift.not_a_number", { currency }));
    setBusy(true);
    try {
      const body = { ...bodyOf(counting, currency), ...(reason.trim() ? { varianceReason: reason.trim() } : {}) };
      const closed = await closeShift(shiftId, body as Schemas["CloseShiftIn"]);
      if (closed && "report" in closed) go("report", { shiftId, closed: true });
      else if (closed) setNeedsReason(true);
    } catch (refused) {
      showProblem(refused, { what: "shift.what_close" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form ref={form} class="shift-form" onSubmit={submit}>
      <p>{t(isBlind() ? "shift.close_blind" : "shift.close_open")}</p>
      <OpenCarts shiftId={shiftId} />
      <CountEntry
        currency={currency}
        counting={counting}
        label={t("shift.counted")}
        error={error}
        onChange={(next) => {
          setCounting(next);
          setError(undefined);
          setNeedsReason(false);
        }}
      />
      {expected !== null && <Compare expected={expected} counted={counted} currency={currency} />}
      {needsReason && (
        <div class="shift-reason" role="alert">
          <h2>
            <Icon name="warning" size={24} />
            {t("shift.reason_title")}
          </h2>
          <p>{t("shift.reason_text")}</p>
          <Field
            label={t("shift.reason")}
            required
            maxLength={300}
            value={reason}
            onInput={(event: Event) => setReason((event.currentTarget as HTMLInputElement).value)}
          />
        </div>
      )}
      <Button type="submit" kind="primary" size="large" disabled={busy || (needsReason && reason.trim() === "")}>
        {needsReason ? t("shift.close_anyway") : t("shift.close_button", { amount: money(counted ?? 0, currency) })}
      </Button>
    </form>
  );
}

function Compare({ expected, counted, currency }: { expected: number; counted: number | null; currency: string }) {
  return (
    <dl class="shift-compare">
      <div>
        <dt>{t("shift.expected")}</dt>
        <dd class="amount">{money(expected, currency)}</dd>
      </div>
      {counted !== null && (
        <div>
          <dt>{t("shift.variance")}</dt>
          <dd>
            <Variance minor={counted - expected} currency={currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}
