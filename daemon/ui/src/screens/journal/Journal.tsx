import { useLayoutEffect, useState } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { ListBox } from "../../design/ListBox";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { lang, t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { back } from "../../till/navigation";
import { currency } from "../../till/state";
import { focusOnArrival, moveFocus, useKeys, useLive } from "../live";
import { looksLikeReceipt } from "../returns/receipt_number";
import { findReceipt } from "../returns/return_state";
import { dayText, shiftDay } from "./days";
import { JournalDetail } from "./JournalDetail";
import { JournalRow } from "./JournalRow";
import "./journal.css";
import {
  day,
  documents,
  type Kind,
  kind,
  load,
  loadOlder,
  next,
  pickedDay,
  scope,
  selected,
  shown,
  today,
} from "./journal_state";

const kinds: readonly Kind[] = ["all", "sale", "return", "exchange", "void"];

/** The day's documents, newest first, and the receipt of the one that is chosen. */
export function Journal() {
  const [missing, setMissing] = useState<string | null>(null);
  useLive("orders", load, "journal.act_list", `${scope.value} ${day()}`);
  const find = async (typed: string) => {
    try {
      const found = await findReceipt(typed);
      if ("order" in found) {
        selected.value = found.order;
        return setMissing(null);
      }
      play("unknown");
      setMissing(
        "missing" in found ? t("journal.none_found", { number: ltr(found.missing) }) : t("returns.not_a_number"),
      );
    } catch (error) {
      showProblem(error, { what: "journal.act_list" });
    }
  };
  useLayoutEffect(() => onScan(({ code }) => (looksLikeReceipt(code) ? void find(code) : false)), []);
  useKeys("journal", {
    tills: () => {
      scope.value = scope.value === "till" ? "store" : "till";
    },
    day_before: () => turn(-1),
    day_after: () => turn(1),
  });
  const leave = () => {
    selected.value = null;
    back();
  };
  const order = selected.value;
  return (
    <Page title={t("journal.title")} onBack={leave}>
      <div class={order ? "journal journal-open" : "journal"}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows lead from the field to the list */}
        <div class="journal-list" onKeyDown={(event) => moveFocus(event, "input, .listbox")}>
          <Filters missing={missing} onFind={find} />
          <ListBox
            label={t("journal.documents")}
            items={shown.value}
            idOf={(each) => each.orderId}
            selected={order?.orderId ?? null}
            onSelect={(each) => (selected.value = each)}
            onOpen={() => document.querySelector<HTMLElement>(".journal-acts button")?.focus()}
            empty={t("journal.none")}
            render={(each) => <JournalRow order={each} />}
          />
          <div class="journal-below">
            <Sum />
            {next.value && <Button onClick={() => void loadOlder()}>{t("journal.older")}</Button>}
          </div>
        </div>
        <div class="journal-detail">
          {order ? (
            <JournalDetail key={order.orderId} order={order} />
          ) : (
            <p class="quiet journal-choose">{t("journal.choose")}</p>
          )}
        </div>
      </div>
    </Page>
  );
}

function Sum() {
  const total = documents.value.reduce((sum, order) => sum + order.total, 0);
  return (
    <p class="quiet">{t("journal.sum", { n: documents.value.length, amount: ltr(money(total, currency.value)) })}</p>
  );
}

/** Another day; the journal ends today. */
function turn(by: number): void {
  const to = shiftDay(day(), by);
  pickedDay.value = to >= today() ? null : to;
}

function Filters({ missing, onFind }: { missing: string | null; onFind: (typed: string) => Promise<void> }) {
  const [typed, setTyped] = useState("");
  return (
    <div class="journal-filters">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) void onFind(typed);
        }}
      >
        <Field
          label={t("journal.search")}
          hideLabel
          placeholder={t("journal.search_hint")}
          error={missing ?? undefined}
          ref={focusOnArrival}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          after={<Button type="submit" icon="search" aria-label={t("core.search")} />}
        />
      </form>
      <div class="journal-day">
        <Button icon="back" class="journal-turn" aria-label={t("journal.previous")} onClick={() => turn(-1)} />
        <p aria-live="polite">
          <strong>{pickedDay.value === null ? t("journal.today") : dayText(day(), lang.value)}</strong>
        </p>
        <Button
          icon="forward"
          class="journal-turn"
          aria-label={t("journal.next")}
          disabled={pickedDay.value === null}
          onClick={() => turn(1)}
        />
      </div>
      <Tabs
        label={t("journal.till", { till: "" })}
        value={scope.value}
        options={[
          { value: "till", label: t("journal.this_till") },
          { value: "store", label: t("journal.all_tills") },
        ]}
        onChange={(value) => (scope.value = value)}
      />
      <Tabs
        label={t("journal.documents")}
        value={kind.value}
        options={kinds.map((value) => ({ value, label: t(`journal.kind_${value}`) }))}
        onChange={(value) => (kind.value = value)}
      />
    </div>
  );
}
