import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { uuid7 } from "../../api/uuid";
import { Amount } from "../../design/Amount";
import { showBanner } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { ltr, own } from "../../i18n/isolate";
import { has, t } from "../../i18n/text";
import { countdown } from "../../screens/approval/lockout";
import { refusalOf } from "../../screens/approval/refusal";
import { play } from "../../sound/sounds";
import { session } from "../../till/state";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import "./approvals.css";

type Request = Schemas["ApprovalRequest"];

/** What tills ask a manager for: each with who, where, before and after; answered by one's own PIN. */
export default function Approvals() {
  const requests = useResource("listApprovalRequests", {}, { topics: ["staff"], every: 10_000 });
  const waiting = requests.data?.items.filter(({ state }) => state === "pending").length ?? 0;
  useEffect(() => {
    if (waiting > 0) play("unknown");
  }, [waiting]);
  return (
    <Sheet title={t("console_approvals.title")} intro={t("console_approvals.intro")}>
      <Loaded of={requests}>
        {({ items }) => (
          <>
            {waiting === 0 && (
              <EmptyState icon="check" title={t("console_approvals.none")} text={t("console_approvals.none_hint")} />
            )}
            <div class="approvals" aria-live="polite">
              {items
                .filter(({ state }) => state === "pending")
                .map((request) => (
                  <Asked key={request.requestId} request={request} reload={requests.reload} />
                ))}
            </div>
            <Past items={items.filter(({ state }) => state !== "pending")} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

function Asked({ request, reload }: { request: Request; reload: () => Promise<void> }) {
  const [pin, setPin] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const own_request = request.staff.code === session.value?.staff.code;
  // Not through act(): an answer that waited for a lost appliance would come when nobody waits for it any more.
  const decide = async (decision: "approve" | "deny") => {
    if (busy) return;
    if (pin === "") return setWrong(t("console_approvals.pin_needed"));
    setBusy(true);
    setWrong(null);
    try {
      const body = { decision, pin, ...(note.trim() ? { note: note.trim() } : {}) };
      await call("decideApprovalRequest", { path: { id: request.requestId }, body, key: uuid7() });
      showBanner({
        id: request.requestId,
        title: t(`console_approvals.done_${decision}`, { staff: own(request.staff.name) }),
      });
    } catch (error) {
      play("error");
      setPin("");
      const gone = isProblem(error, "conflict", "not-found");
      setWrong(gone ? t("console_approvals.gone") : t(`approval.${refusalOf(error)}`, { time: "" }));
    } finally {
      setBusy(false);
      void reload();
    }
  };
  return (
    <Card class="asked" title={request.title}>
      <form
        class="asked-body"
        onSubmit={(event: Event) => {
          event.preventDefault();
          void decide("approve");
        }}
      >
        <p class="asked-who">
          <Icon name="user" size={20} />
          {t("console_approvals.who", { staff: own(request.staff.name), till: own(request.terminal) })}
          <Left until={request.expiresAt} />
        </p>
        {(request.before || request.after) && (
          <dl class="asked-change">
            <div>
              <dt>{t("approval.before")}</dt>
              <dd>
                <bdi>{request.before || "–"}</bdi>
              </dd>
            </div>
            <Icon name="forward" flip />
            <div>
              <dt>{t("approval.after")}</dt>
              <dd>
                <bdi>{request.after || "–"}</bdi>
              </dd>
            </div>
          </dl>
        )}
        <p>{t("console_approvals.action", { action: actionName(request.action) })}</p>
        {request.reason && <p class="quiet">{t("console_approvals.reason", { reason: own(request.reason) })}</p>}
        {request.cart && (
          <p class="quiet">
            {t("console_approvals.cart", { n: request.cart.lines })}{" "}
            <Amount minor={request.cart.total} currency={request.currency} />
          </p>
        )}
        {own_request ? (
          <p role="note">{t("approval.same_person")}</p>
        ) : (
          <>
            <div class="asked-fields">
              <Field
                label={t("console_approvals.pin")}
                type="password"
                numeric
                inputMode="numeric"
                autocomplete="off"
                value={pin}
                error={wrong ?? undefined}
                onInput={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
              />
              <Field
                label={t("console_approvals.note")}
                maxLength={200}
                dir="auto"
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            </div>
            <div class="asked-buttons">
              <Button kind="danger" size="large" disabled={busy} onClick={() => void decide("deny")}>
                {t("console_approvals.deny")}
              </Button>
              <Button kind="primary" size="large" type="submit" disabled={busy}>
                {t("approval.approve")}
              </Button>
            </div>
          </>
        )}
        <details class="asked-call">
          <summary>{t("console_approvals.exactly")}</summary>
          <p class="quiet">{t("console_approvals.bound")}</p>
          <pre dir="ltr">{`${request.call.method} ${request.call.path}\n${JSON.stringify(request.call.body ?? {}, null, 1)}`}</pre>
        </details>
      </form>
    </Card>
  );
}

const actionName = (action: string) =>
  t(has(`approval.action_${action}`) ? `approval.action_${action}` : "approval.action_other");

function Left({ until }: { until: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <Badge tone="accent">{ltr(countdown(Date.parse(until), now))}</Badge>;
}

function Past({ items }: { items: readonly Request[] }) {
  if (items.length === 0) return null;
  const tones = { approved: "good", denied: "bad", withdrawn: "plain", expired: "warning", pending: "accent" } as const;
  return (
    <Card title={t("console_approvals.past")}>
      <Table
        caption={t("console_approvals.past")}
        rows={items}
        idOf={({ requestId }) => requestId}
        columns={[
          { id: "title", head: t("console_approvals.what"), main: true, cell: ({ title }) => <bdi>{title}</bdi> },
          { id: "at", head: t("console_orders.time"), cell: ({ createdAt }) => dateTime(createdAt) },
          { id: "staff", head: t("console_orders.staff"), cell: ({ staff }) => <bdi>{staff.name}</bdi> },
          {
            id: "state",
            head: t("console_day.state"),
            cell: ({ state }) => <Badge tone={tones[state]}>{t(`console_approvals.state_${state}`)}</Badge>,
          },
          {
            id: "by",
            head: t("console_approvals.by"),
            cell: ({ decidedBy, note, state }) =>
              state === "withdrawn" ? "–" : <bdi>{[decidedBy, note].filter(Boolean).join(" · ") || "–"}</bdi>,
          },
        ]}
      />
    </Card>
  );
}
