// The three ways to change what an article costs: at once, from a day on, and down for a while.
import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { isProblem } from "../../api/problem";
import { askNumber } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { TimeField } from "../../design/TimeField";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { inHours, instantOf, typed, type Variant } from "./goods";

/** The book that prices planned here lie in, made when it is first needed. */
const storeBook = "store";

export async function askBasePrice(variant: Variant, base: number | null): Promise<boolean | undefined> {
  const price = await askNumber({
    title: t("console_goods.change_price"),
    label: t("console_goods.own_price"),
    about: <bdi>{variant.name}</bdi>,
    hint: t("console_goods.change_price_hint"),
    initial: typed(base, variant.currency),
    parse: (text) => parseMoney(text, variant.currency),
    wrong: t("console_goods.wrong_price"),
    confirm: t("core.save"),
  });
  if (price === undefined) return undefined;
  try {
    const done = await withApproval("catalogue_edit", t("console_goods.change_price"), (approval) =>
      act("updateVariant", (key) =>
        call("updateVariant", { path: { id: variant.id }, body: { price }, key, ...(approval ? { approval } : {}) }),
      ),
    );
    return done !== undefined;
  } catch (error) {
    showProblem(error, { what: "console_goods.save_failed" });
    return false;
  }
}

export function askPlannedPrice(variant: Variant): Promise<boolean | undefined> {
  return openDialog<boolean>((close) => <Planned variant={variant} close={close} />, {
    label: t("console_goods.plan_price"),
  });
}

function Planned({ variant, close }: { variant: Variant; close: Close<boolean> }) {
  const [price, setPrice] = useState("");
  const [from, setFrom] = useState(`${inHours(24).slice(0, 10)}T00:00`);
  const [to, setTo] = useState("");
  const amount = parseMoney(price, variant.currency);
  const send = async () => {
    const [starts, ends] = [instantOf(from), to === "" ? null : instantOf(to)];
    if (amount === null || starts === null) return;
    const done = await withApproval("catalogue_edit", t("console_goods.plan_price"), async (approval) => {
      const consent = approval ? { approval } : {};
      await ensureStoreBook(consent);
      return act("addPrice", (key) =>
        call("addPrice", {
          path: { code: storeBook },
          body: { sku: variant.sku, amount, from: starts, ...(ends ? { to: ends } : {}) },
          key,
          ...consent,
        }),
      );
    });
    if (done) close(true);
  };
  return (
    <DialogFrame title={t("console_goods.plan_price")}>
      <p class="quiet">
        <bdi>{variant.name}</bdi>. {t("console_goods.plan_price_text")}
      </p>
      <Form
        what="console_goods.save_failed"
        onSend={send}
        disabled={amount === null || instantOf(from) === null}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {(errorOf) => (
          <>
            <Price label={t("console_goods.price")} value={price} onInput={setPrice} variant={variant} />
            <FormRow>
              <TimeField label={t("console_goods.from")} value={from} onInput={setFrom} error={errorOf("from")} />
              <TimeField
                label={t("console_goods.to")}
                hint={t("console_goods.to_hint")}
                value={to}
                onInput={setTo}
                error={errorOf("to")}
              />
            </FormRow>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}

async function ensureStoreBook(consent: { approval?: string }): Promise<void> {
  const { data } = await call("listPriceBooks");
  if (data.items.some(({ code }) => code === storeBook)) return;
  const body = { code: storeBook, name: t("console_goods.store_book"), priority: 10 };
  try {
    await act("createPriceBook", (key) => call("createPriceBook", { body, key, ...consent }));
  } catch (error) {
    if (!isProblem(error, "duplicate")) throw error; // somebody was faster
  }
}

export function askPriceDown(variant: Variant, now: number): Promise<boolean | undefined> {
  return openDialog<boolean>((close) => <Down variant={variant} now={now} close={close} />, {
    label: t("console_goods.lower_price"),
  });
}

const spans = [1, 4, 24, 72, 168] as const;

function Down({ variant, now, close }: { variant: Variant; now: number; close: Close<boolean> }) {
  const [price, setPrice] = useState("");
  const [hours, setHours] = useState<string>("24");
  const [reason, setReason] = useState("");
  const amount = parseMoney(price, variant.currency);
  const tooHigh = amount !== null && amount >= now;
  const send = async () => {
    if (amount === null) return;
    const to = new Date(Date.now() + Number(hours) * 3_600_000).toISOString();
    const body = { sku: variant.sku, amount, to, reason: reason.trim() };
    const done = await withApproval("catalogue_edit", t("console_goods.lower_price"), (approval) =>
      act("lowerPrice", (key) => call("lowerPrice", { body, key, ...(approval ? { approval } : {}) })),
    );
    if (done) close(true);
  };
  return (
    <DialogFrame title={t("console_goods.lower_price")}>
      <p class="quiet">
        <bdi>{variant.name}</bdi>, {money(now, variant.currency)}. {t("console_goods.lower_price_text")}
      </p>
      <Form
        what="console_goods.lower_failed"
        send={t("console_goods.lower_price")}
        onSend={send}
        disabled={amount === null || tooHigh || reason.trim() === ""}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {() => (
          <>
            <FormRow>
              <Price
                label={t("console_goods.price_while_down")}
                value={price}
                onInput={setPrice}
                variant={variant}
                error={tooHigh ? t("console_goods.not_below", { price: money(now, variant.currency) }) : undefined}
              />
              <Select
                label={t("console_goods.how_long")}
                value={hours}
                options={spans.map((n) => ({ value: String(n), label: spanOf(n) }))}
                onChoose={setHours}
              />
            </FormRow>
            <Field
              label={t("core.reason")}
              value={reason}
              dir="auto"
              maxLength={200}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </DialogFrame>
  );
}

function spanOf(hours: number): string {
  return hours < 24 ? t("console_goods.hours", { n: hours }) : t("console_goods.days", { n: hours / 24 });
}

interface PriceProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  variant: Variant;
  error?: string | undefined;
}
function Price({ label, value, onInput, variant, error }: PriceProps) {
  const wrong = value.trim() !== "" && parseMoney(value, variant.currency) === null;
  return (
    <Field
      numeric
      label={label}
      value={value}
      error={wrong ? t("console_goods.wrong_price") : error}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
