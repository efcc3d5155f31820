import { Button } from "../design/Button";
import { ScreenCode } from "../display/ScreenCode";
import { dateTime, quantity } from "../i18n/format";
import { ltr, own } from "../i18n/isolate";
import { t } from "../i18n/text";
import { useNow } from "../screens/live";
import "./kitchen.css";
import { finish, last, lost, pair, step, tickets, wrong } from "./kitchen_link";
import { type Ticket, waited } from "./tickets";

export { startKitchen } from "./kitchen_link";

/** What the kitchen has to make, the oldest first; a ticket goes when it is ready. */
export function KitchenScreen() {
  const now = useNow();
  if (step.value === "starting") return null;
  if (step.value === "code") return <Code />;
  return (
    <main class="kitchen">
      <header>
        <h1>{t("kitchen.title")}</h1>
        {lost.value && <p role="status">{t("display.lost")}</p>}
        {last.value !== null && (
          <Button onClick={() => last.value && void finish(last.value, false)}>
            {t("kitchen.undo")}: #{last.value.number}
          </Button>
        )}
      </header>
      {tickets.value.length === 0 && <p class="kitchen-none">{t("kitchen.none")}</p>}
      <ul aria-live="polite">
        {tickets.value.map((ticket) => (
          <li key={ticket.ticketId}>
            <Paper ticket={ticket} now={now} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function Paper({ ticket, now }: { ticket: Ticket; now: number }) {
  const { minutes, late } = waited(ticket, now);
  // A guest at the counter has the receipt's number.
  const number = ticket.receiptNumber === null ? `#${ticket.number}` : ltr(ticket.receiptNumber);
  const place = ticket.table === "" ? number : t("kitchen.table", { code: own(ticket.table) });
  return (
    <article class={`paper paper-${ticket.kind} ${late ? "paper-late" : ""}`} aria-label={place}>
      <h2>
        <span>{place}</span>
        <span class="amount">{minutes}&prime;</span>
      </h2>
      <p>
        {ticket.kind !== "fire" && <strong class="paper-kind">{t(`kitchen.${ticket.kind}`)}</strong>}{" "}
        {ticket.fromTable !== "" && t("kitchen.moved", { code: own(ticket.fromTable) })}{" "}
        {ticket.course !== 0 && t("kitchen.course", { n: ticket.course })} {dateTime(ticket.createdAt, "time")} #
        {ticket.number}
      </p>
      <ul class="paper-lines">
        {ticket.lines.map((line) => (
          <li key={line.itemId} class={line.quantity.startsWith("-") ? "paper-gone" : ""}>
            <b>
              {quantity(line.quantity, line.unit)} × <bdi>{line.name}</bdi>
            </b>
            {line.to !== null && <span>→ {line.to}</span>}
            {line.with.map((extra) => (
              <span key={extra}>+ {extra}</span>
            ))}
            {line.note !== "" && <em>{line.note}</em>}
            {line.seat !== 0 && <span>{t("kitchen.seat", { n: line.seat })}</span>}
          </li>
        ))}
      </ul>
      {ticket.note !== "" && <em>{ticket.note}</em>}
      <Button kind="primary" size="large" onClick={() => void finish(ticket, true)}>
        {t("kitchen.ready")}
      </Button>
    </article>
  );
}

function Code() {
  return (
    <main class="kitchen kitchen-code">
      <ScreenCode title={t("kitchen.title")} hint={t("kitchen.code_hint")} wrong={wrong} pair={pair} />
    </main>
  );
}
