import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../api/call";
import { isProblem, type Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { DialogFrame } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Keypad, press } from "../../design/Keypad";
import { ltr, own, plain } from "../../i18n/isolate";
import { has, loadLaterTexts, t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import type { About } from "../../till/approval";
import { session } from "../../till/state";
import "./approval.css";
import { approve } from "./approve";
import { countdown, lockedUntil } from "./lockout";
import { clearsPin, type Refusal, refusalOf } from "./refusal";

interface Props {
  action: string;
  title: string;
  refused: Problem;
  about: About;
  close: (approval?: string) => void;
}

/** Asks a second person for code and PIN. A scanned badge fills the code; nothing else in the till moves meanwhile. */
export function ApprovalDialog({ action, title, refused, about, close }: Props) {
  const [code, setCode] = useState("");
  const [pin, setPin] = useState("");
  const [reason, setReason] = useState(about.reason ?? "");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const lock = useLock();
  const codeField = useRef<HTMLInputElement>(null);
  const pinField = useRef<HTMLInputElement>(null);
  const [typingCode, setTypingCode] = useState(true);
  const [phone, setPhone] = useState<VNode | null>(null);

  useEffect(
    () =>
      onScan((scan) => {
        setCode(scan.code);
        pinField.current?.focus();
      }),
    [],
  );

  const askPhone = async () => {
    const call = refused.refused;
    if (call === undefined) return;
    const [{ PhoneApproval }] = await Promise.all([import("./PhoneApproval"), loadLaterTexts()]);
    const body = {
      action: action as Schemas["Permission"],
      title: plain(title).slice(0, 200),
      before: plain(about.before ?? ""),
      after: plain(about.after ?? ""),
      reason: reason.trim(),
      call: call as Schemas["ApprovalRequestIn"]["call"],
    };
    setPhone(<PhoneApproval body={body} onApproved={close} onBack={() => setPhone(null)} />);
  };
  const submit = async () => {
    if (busy || lock.left !== null) return;
    if (code === "") return codeField.current?.focus();
    if (pin === "") return pinField.current?.focus();
    setBusy(true);
    try {
      close(await approve(code, pin, action, reason.trim() || plain(title)));
    } catch (error) {
      const why = refusalOf(error);
      play("error");
      setRefusal(why);
      if (why === "locked") lock.start(isProblem(error) ? error.retryAfter : null);
      if (clearsPin(why)) setPin("");
      pinField.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const type = (key: string) => {
    if (typingCode) setCode((text) => press(text, key, 32));
    else setPin((text) => press(text, key, 12));
  };

  return (
    <form
      class="approval"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DialogFrame
        title={t("approval.title")}
        buttons={
          <>
            <Button onClick={() => close()}>{t("approval.refuse")}</Button>
            {refused.refused && refused.refused.method !== "GET" && phone === null && (
              <Button icon="user" onClick={() => void askPhone()}>
                {t("approval.ask_phone")}
              </Button>
            )}
            {phone === null && (
              <Button kind="primary" size="large" type="submit" disabled={busy || lock.left !== null}>
                {busy ? t("approval.checking") : t("approval.approve")}
              </Button>
            )}
          </>
        }
      >
        <Asked action={action} title={title} refused={refused} about={about} />
        {phone}
        {phone === null && <Refused refusal={refusal} left={lock.left} />}
        <div class="approval-entry" hidden={phone !== null}>
          <div class="approval-fields">
            <Field
              label={t("approval.who")}
              numeric
              ref={codeField}
              autoFocus
              value={code}
              onFocus={() => setTypingCode(true)}
              onInput={(event) => setCode(event.currentTarget.value)}
            />
            <Field
              label={t("approval.pin")}
              type="password"
              numeric
              inputMode="numeric"
              autocomplete="off"
              ref={pinField}
              value={pin}
              onFocus={() => setTypingCode(false)}
              onInput={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
            />
            <Field
              label={t("approval.reason")}
              hint={t("approval.reason_hint")}
              maxLength={200}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </div>
          <Keypad whole label={typingCode ? t("approval.who") : t("approval.pin")} onKey={type} />
        </div>
        <p class="quiet approval-once">{t("approval.once")}</p>
      </DialogFrame>
    </form>
  );
}

/** What is asked, why, and what it changes. */
function Asked({ action, title, refused, about }: Omit<Props, "close">) {
  const name = has(`approval.action_${action}`) ? t(`approval.action_${action}`) : t("approval.action_other");
  return (
    <div class="approval-asked">
      <p class="approval-title">
        <bdi>{title}</bdi>
      </p>
      {(about.before || about.after) && (
        <dl class="approval-change">
          <div>
            <dt>{t("approval.before")}</dt>
            <dd>
              <bdi>{about.before ?? "–"}</bdi>
            </dd>
          </div>
          <Icon name="forward" flip />
          <div>
            <dt>{t("approval.after")}</dt>
            <dd>
              <bdi>{about.after ?? "–"}</bdi>
            </dd>
          </div>
        </dl>
      )}
      <p class="quiet">{t("approval.why", { staff: own(session.value?.staff.name ?? ""), action: name })}</p>
      {refused.type === "limit-exceeded" && <p class="quiet">{refused.detail}</p>}
    </div>
  );
}

function Refused({ refusal, left }: { refusal: Refusal | null; left: string | null }) {
  if (refusal === null) return null;
  const open = refusal === "locked" && left === null;
  return (
    <div class={open ? "approval-note" : "approval-note approval-refused"} role="alert">
      <Icon name={open ? "info" : "warning"} size={24} />
      <p>{open ? t("approval.unlocked") : t(`approval.${refusal}`, { time: ltr(left ?? "") })}</p>
    </div>
  );
}

/** Counts a lockout down; `left` is null while nothing is locked. */
function useLock() {
  const [until, setUntil] = useState<number | null>(null);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) setUntil(null);
    }, 500);
    return () => clearInterval(timer);
  }, [until]);
  const start = (retryAfter: number | null | undefined) => {
    setNow(Date.now());
    setUntil(lockedUntil(retryAfter, Date.now()));
  };
  return { left: until === null ? null : countdown(until, now), start };
}
