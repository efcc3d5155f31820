import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { play } from "../../sound/sounds";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { go } from "../../till/navigation";
import { shift, site } from "../../till/state";
import "./cash_movement.css";

type Kind = Schemas["CashMovementIn"]["kind"];
const kinds: readonly Kind[] = ["payIn", "payOut", "drop", "noSale"];

/** Cash that moves without a sale, and the drawer opened without one: each with its reason, each in the report. */
export function CashMovement({ kind: first = "payIn" }: { kind?: Kind }) {
  const [kind, setKind] = useState<Kind>(first);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<{ amount?: string; reason?: string }>({});
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>(".cash-fields input")?.focus(), [kind]);
  const currency = site.value?.currency ?? "EUR";
  const minor = kind === "noSale" ? 0 : amount.trim() === "" ? 0 : parseMoney(amount, currency);
  const submit = async (event: Event) => {
    event.preventDefault();
    const found = complaints(kind, minor, reason, currency);
    setWrong(found);
    if (busy || minor === null || found.amount || found.reason) return;
    setBusy(true);
    const booked = await move(kind, minor, reason.trim(), currency);
    setDone(booked);
    if (booked !== null) {
      setAmount("");
      setReason("");
    }
    setBusy(false);
    form.current?.querySelector<HTMLInputElement>(".cash-fields input")?.focus();
  };
  if (shift.value === null) return <NoShift />;
  return (
    <Page title={t("shift.cash_title")}>
      <form ref={form} class="cash-form" onSubmit={submit}>
        <Tabs
          label={t("shift.kind")}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`shift.${value}`) }))}
          onChange={(next) => {
            setKind(next);
            setWrong({});
          }}
        />
        <p class="quiet">{t(`shift.${kind}_hint`)}</p>
        <div class="cash-fields">
          {kind !== "noSale" && (
            <Field
              label={t("shift.amount")}
              numeric
              class="cash-amount"
              error={wrong.amount}
              value={amount}
              onInput={(event: Event) => setAmount((event.currentTarget as HTMLInputElement).value)}
            />
          )}
          <fieldset class="cash-why">
            <legend class="sr-only">{t("shift.why")}</legend>
            {[1, 2]
              .map((n) => t(`shift.why_${kind}_${n}`))
              .map((text) => (
                <Button key={text} aria-pressed={reason === text ? "true" : "false"} onClick={() => setReason(text)}>
                  {text}
                </Button>
              ))}
          </fieldset>
          <Field
            label={t("shift.why")}
            maxLength={200}
            error={wrong.reason}
            value={reason}
            onInput={(event: Event) => setReason((event.currentTarget as HTMLInputElement).value)}
          />
        </div>
        {done && (
          <p class="cash-done" role="status">
            <Icon name="check" size={24} />
            {done}
          </p>
        )}
        <Button type="submit" kind="primary" size="large" hotkey="Enter" disabled={busy}>
          {t(`shift.do_${kind}`, { amount: money(minor ?? 0, currency) })}
        </Button>
      </form>
    </Page>
  );
}

function NoShift() {
  return (
    <Page title={t("shift.cash_title")}>
      <div class="cash-form">
        <p>{t("shift.none_open")}</p>
        <Button kind="primary" size="large" onClick={() => go("shift_open", { next: "cash_movement" })}>
          {t("shift.open_title")}
        </Button>
      </div>
    </Page>
  );
}

function complaints(
  kind: Kind,
  minor: number | null,
  reason: string,
  currency: string,
): { amount?: string; reason?: string } {
  const amount =
    minor === null
      ? t("shift.not_a_number", { currency })
      : kind !== "noSale" && minor <= 0
        ? t("shift.amount_needed")
        : undefined;
  return { ...(amount ? { amount } : {}), ...(reason.trim() === "" ? { reason: t("shift.why_needed") } : {}) };
}

/** Books it; what was booked, in words, once it is. */
async function move(kind: Kind, amount: number, reason: string, currency: string): Promise<string | null> {
  const id = shift.value?.shiftId;
  if (id === undefined) return null;
  const body = { kind, reason, ...(kind === "noSale" ? {} : { amount }) };
  try {
    const moved = await withApproval(kind === "noSale" ? "no_sale" : "cash_movement", t(`shift.${kind}`), (approval) =>
      act("addCashMovement", async (key) => {
        const args = { path: { id }, body, key, ...(approval ? { approval } : {}) };
        return (await call("addCashMovement", args)).data;
      }),
    );
    if (moved === undefined) return null;
    play("ok");
    const left = moved.expectedCash;
    const text = t(`shift.done_${kind}`, { amount: money(amount, currency) });
    return left === null ? text : `${text}. ${t("shift.in_drawer", { amount: money(left, currency) })}`;
  } catch (error) {
    showProblem(error, { what: "shift.what_move" });
    return null;
  }
}
