import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { onEvent } from "../../api/stream";
import { uuid7 } from "../../api/uuid";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { ltr, own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { countdown } from "./lockout";

export type Request = Schemas["ApprovalRequest"];
type Step = "asking" | "waiting" | "denied" | "expired" | "failed";
const beat = 3000; // milliseconds; the stream tells sooner, this is for when it is down

/** What the page says once the appliance has said how the request stands; `waiting` until it is decided. */
export function stepOf(request: Request): Step | "approved" {
  if (request.state === "pending") return "waiting";
  if (request.state === "approved") return request.approvalId === undefined ? "failed" : "approved";
  return request.state === "denied" ? "denied" : "expired";
}

/**
 * Asks whoever has a console open for consent to exactly the call that was refused, and waits for the answer. Leaving it
 * takes the request back. Not through act(), as consent given here is not either.
 */
export function PhoneApproval({
  body,
  onApproved,
  onBack,
}: {
  body: Schemas["ApprovalRequestIn"];
  onApproved: (approval: string) => void;
  onBack: () => void;
}) {
  const [step, setStep] = useState<Step>("asking");
  const [request, setRequest] = useState<Request | null>(null);
  const now = useNow();
  const open = useRef<string | null>(null);
  useEffect(() => {
    let gone = false;
    const take = (said: Request) => {
      if (gone) return;
      setRequest(said);
      const next = stepOf(said);
      open.current = next === "waiting" ? said.requestId : null;
      if (next === "approved") onApproved(said.approvalId ?? "");
      else setStep(next);
    };
    const look = () => {
      const id = open.current;
      if (id !== null)
        call("getApprovalRequest", { path: { id } }).then(
          ({ data }) => take(data),
          () => undefined, // no answer: the next beat asks again, until the request has ended
        );
    };
    call("askApproval", { body, key: uuid7() }).then(
      ({ data }) => take(data),
      () => !gone && setStep("failed"),
    );
    const stop = onEvent("staff", ({ event }) => event?.type === "ApprovalDecided" && look());
    const timer = setInterval(look, beat);
    return () => {
      gone = true;
      stop();
      clearInterval(timer);
      const id = open.current;
      if (id !== null) void call("withdrawApprovalRequest", { path: { id }, key: uuid7() }).catch(() => undefined);
    };
  }, []);
  const staff = own(request?.decidedBy ?? "");
  return (
    <div class="approval-phone">
      <div
        class={step === "denied" || step === "failed" ? "approval-note approval-refused" : "approval-note"}
        role="status"
      >
        <Icon name={step === "waiting" || step === "asking" ? "clock" : "warning"} size={24} />
        <p>
          {step === "denied" && request?.note
            ? t("approval_phone.denied_note", { staff, note: own(request.note) })
            : t(`approval_phone.${step}`, { staff })}
        </p>
      </div>
      {step === "waiting" && request && (
        <p class="quiet">{t("approval_phone.until", { time: ltr(countdown(Date.parse(request.expiresAt), now)) })}</p>
      )}
      <Button onClick={onBack}>{t(step === "waiting" ? "approval_phone.take_back" : "approval_phone.here")}</Button>
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
