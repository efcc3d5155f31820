import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Icon, type IconName } from "../../design/Icon";
import { money } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { currency } from "../../till/state";
import { isOpenQuestion, type Line, type LineState, movedElsewhere } from "./lines";
import { booking, lines, removeLine, settlement } from "./payment";
import { tenderName } from "./tender_name";

const icons: Record<LineState, IconName> = {
  taken: "check",
  terminal: "card",
  approved: "check",
  requested: "clock",
  declined: "close",
  unknown: "help",
};

/** What was taken so far, each with its state in words; one tap takes it off again. */
export function PaymentLines() {
  if (lines.value.length === 0) return null;
  return (
    <ul class="tender-lines" aria-label={t("tender.lines")} aria-live="polite">
      {lines.value.map((line) => (
        <li key={line.id} class={`tender-line tender-line-${line.state}`}>
          <span class="tender-line-name">
            <bdi>{tenderName(line.tender)}</bdi>
            {line.voucherCode && <code dir="ltr">{shownCode(line)}</code>}
            <With line={line} />
          </span>
          <span class="tender-line-state">
            <Icon name={icons[line.state]} size={16} />
            {stateText(line)}
          </span>
          <span class="tender-line-amount">
            {line.foreignAmount !== undefined && (
              <span class="quiet">
                <Amount minor={line.foreignAmount} currency={line.tender.currency} />
              </span>
            )}
            <Amount minor={line.amount} currency={currency.value} />
          </span>
          {!isOpenQuestion(line) && (
            <Button
              kind="quiet"
              icon="trash"
              aria-label={t("tender.remove", {
                tender: tenderName(line.tender),
                amount: money(line.amount, currency.value),
              })}
              disabled={booking.value}
              onClick={() => void remove(line)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What is paid on top of the line's amount. */
function With({ line }: { line: Line }) {
  const parts = (["tip", "cashback"] as const).filter((kind) => line[kind]);
  return (
    <>
      {parts.map((kind) => (
        <small key={kind} class="quiet">
          {t(`tender.${kind}_is`, { amount: money(line[kind] ?? 0, currency.value) })}
        </small>
      ))}
    </>
  );
}

/** A gift card is money to whoever reads its code: the last four say which. */
function shownCode({ tender, voucherCode = "" }: Line): string {
  return tender.kind === "gift_card"
    ? `•••• ${voucherCode.replace(/[\s-]/g, "").slice(-4).toUpperCase()}`
    : voucherCode;
}

function stateText(line: Line): string {
  if (line.words && has(line.words)) return t(line.words);
  return t(line.state === "taken" && settlement.value.refund ? "tender.state_given" : `tender.state_${line.state}`);
}

async function remove(line: Line): Promise<void> {
  if (movedElsewhere(line) && !(await reversed(line))) return;
  removeLine(line.id);
  if (line.heldAs) void import("../gift/gift_card").then((it) => it.letGo(line.heldAs ?? ""));
}

/** A charged card is not given back by deleting a line: the cashier has to say that it was reversed. */
function reversed(line: Line): Promise<boolean | undefined> {
  const title = t("tender.remove", { tender: tenderName(line.tender), amount: money(line.amount, currency.value) });
  return openDialog<boolean>(
    (close) => (
      <DialogFrame
        title={title}
        buttons={
          <>
            <Button kind="danger" onClick={() => close(true)}>
              {t("tender.remove_yes")}
            </Button>
            <Button kind="primary" onClick={() => close(false)} autofocus>
              {t("tender.keep")}
            </Button>
          </>
        }
      >
        <p>{t("tender.remove_charged", { amount: money(line.amount, currency.value) })}</p>
      </DialogFrame>
    ),
    { label: title },
  );
}
