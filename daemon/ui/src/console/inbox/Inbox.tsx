import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { askText } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, EmptyState } from "../../design/Card";
import { Check } from "../../design/Form";
import { Icon } from "../../design/Icon";
import { dateTime } from "../../i18n/format";
import { own } from "../../i18n/isolate";
import { has, t } from "../../i18n/text";
import { act } from "../../till/act";
import { can, type Permission } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { personOf } from "../people";
import { linkTo } from "../place";
import { fixes, otherwise } from "./fixes";
import "./inbox.css";
import { type Exception, toneOf, wordsOf } from "./words";

/** What a person should decide about, each with its cause, its money, its fix and who may press the button. */
export default function Inbox() {
  const [all, setAll] = useState(false);
  const exceptions = useResource("listExceptions", { query: { all } }, { topics: ["*"], every: 15_000 });
  return (
    <Sheet
      title={t("console_inbox.title")}
      intro={t("console_inbox.intro")}
      actions={<Check label={t("console_inbox.with_seen")} checked={all} onChange={setAll} />}
    >
      <Loaded of={exceptions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="check" title={t("console_inbox.none")} text={t("console_inbox.none_hint")} />
          ) : (
            <ul class="inbox" aria-label={t("console_inbox.title")}>
              {items.map((exception) => (
                <li key={exception.id}>
                  <Item exception={exception} reload={exceptions.reload} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  );
}

function Item({ exception, reload }: { exception: Exception; reload: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const words = wordsOf(exception);
  const fix = fixes[exception.fix];
  const second = otherwise[exception.fix];
  const other = second && can(second.permission) ? fixes[second.fix] : undefined;
  const mayNot = exception.permission !== null && !can(exception.permission as Permission);
  const run = async (what: () => Promise<unknown> | unknown) => {
    setBusy(true);
    try {
      await what();
      await reload();
    } catch (error) {
      showProblem(error, { what: "console_inbox.act_failed" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <article class={`exception exception-${exception.severity}`} aria-label={words.title}>
      <header>
        <Badge tone={toneOf[exception.severity]}>{t(`console_inbox.severity_${exception.severity}`)}</Badge>
        <h2>{words.title}</h2>
      </header>
      {words.cause && <p>{words.cause}</p>}
      {words.money && (
        <p class="exception-money">
          <Icon name="euro" size={18} />
          {words.money}
        </p>
      )}
      {words.next && <p class="exception-next">{words.next}</p>}
      <p class="quiet exception-when">
        {exception.since && <span>{t("console_inbox.since", { time: dateTime(exception.since) })}</span>}
        {exception.until && <span>{t("console_inbox.until", { time: dateTime(exception.until) })}</span>}
        {exception.permission && <span>{t("console_inbox.who", { what: permissionName(exception.permission) })}</span>}
        {exception.seen && (
          <span>
            {t("console_inbox.seen_by", { staff: own(personOf(exception.seen.by)), time: dateTime(exception.seen.at) })}
            {exception.seen.note && ` – ${own(exception.seen.note)}`}
          </span>
        )}
      </p>
      <div class="exception-acts">
        {exception.facts["order"] && (
          <a class="button button-quiet button-normal" href={linkTo("orders", [exception.facts["order"]])}>
            <span class="button-label">{t("console_inbox.see_order")}</span>
          </a>
        )}
        {exception.canBeSeen && exception.seen === null && (
          <Button kind="quiet" disabled={busy || mayNot} onClick={() => void run(() => seeTo(exception, words.title))}>
            {t("console_inbox.seen")}
          </Button>
        )}
        {other && exception.seen === null && (
          <Button disabled={busy} onClick={() => void run(() => other(exception))}>
            {t(`console_inbox.fix_${second?.fix}`)}
          </Button>
        )}
        {fix && exception.seen === null && (
          <Button kind="primary" disabled={busy || mayNot} onClick={() => void run(() => fix(exception))}>
            {t(`console_inbox.fix_${exception.fix}`)}
          </Button>
        )}
      </div>
      {mayNot && <p class="quiet">{t("console_inbox.may_not")}</p>}
    </article>
  );
}

const permissionName = (permission: string) =>
  t(has(`approval.action_${permission}`) ? `approval.action_${permission}` : `console_inbox.may_${permission}`);

async function seeTo(exception: Exception, title: string): Promise<void> {
  const note = await askText({
    title: t("console_inbox.seen_title"),
    about: <p>{title}</p>,
    label: t("console_inbox.seen_note"),
    optional: true,
    confirm: t("console_inbox.seen"),
  });
  if (note === undefined) return;
  await act("exception_seen", (key) => call("markExceptionSeen", { path: { id: exception.id }, body: { note }, key }));
}
