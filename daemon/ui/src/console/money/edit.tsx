import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Check, Form, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { currency } from "../../till/state";
import { codeOf } from "../code_of";
import { rateOf } from "../setup/draft";
import { editRegime } from "../taxes/TaxForm";
import { kindName, kinds } from "./kinds";
import { isSimple, newRates } from "./rates";
import { TipsFields } from "./TipsFields";
import { policyOf, textOf } from "./tips";

type Tender = Schemas["Tender"];
type TaxCategory = Schemas["TaxCategory"];

export function editTender(tender: Tender | undefined, known: readonly Tender[]): Promise<boolean | undefined> {
  const title = tender?.name ?? t("console_money.add_tender");
  return openDialog<boolean>(
    (close) => <EditTender tender={tender} known={known} title={title} done={() => close(true)} />,
    { label: title },
  );
}

function EditTender({
  tender,
  known,
  title,
  done,
}: {
  tender: Tender | undefined;
  known: readonly Tender[];
  title: string;
  done: () => void;
}) {
  const [name, setName] = useState(tender?.name ?? "");
  const [kind, setKind] = useState<Tender["kind"]>(tender?.kind ?? "card");
  const [money, setMoney] = useState(tender?.currency ?? currency.value);
  const [rate, setRate] = useState(tender?.rate ?? "");
  const [step, setStep] = useState(String(tender?.roundingStep ?? 1));
  const [drawer, setDrawer] = useState(tender?.opensDrawer ?? false);
  const [tips, setTips] = useState(textOf(tender?.tips, currency.value));
  const foreign = kind === "foreign_cash";
  const tippable = kind === "cash" || kind === "card" || kind === "other";
  const cash = kind === "cash" || foreign;
  const send = async () => {
    const body: Schemas["TenderIn"] = {
      ...(tender === undefined
        ? {}
        : { maxAmount: tender.maxAmount ?? null, roundingMode: tender.roundingMode ?? "half_up" }),
      name: name.trim(),
      kind,
      currency: foreign ? money.trim().toUpperCase() : currency.value,
      ...(foreign ? { rate: rate.trim().replace(",", ".") } : {}),
      ...(cash ? { roundingStep: Number(step) || 1 } : {}),
      givesChange: cash,
      opensDrawer: cash || drawer,
      active: tender?.active ?? true,
      tips: tippable ? policyOf(tips, currency.value) : null,
    };
    await act("tender", (key) => call("putTender", { path: { code: tender?.code ?? codeOf(name, known) }, body, key }));
    done();
  };
  return (
    <DialogFrame title={title}>
      <Form what="console_money.not_saved" onSend={send} disabled={name.trim() === ""}>
        {(errorOf) => (
          <>
            <Field
              label={t("console_money.name")}
              value={name}
              maxLength={80}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("console_money.kind")}
              value={kind}
              disabled={tender !== undefined}
              options={kinds.map((value) => ({ value, label: kindName(value) }))}
              error={errorOf("kind")}
              onChoose={(value) => setKind(value as Tender["kind"])}
            />
            {foreign && (
              <FormRow>
                <Field
                  label={t("console_setup.currency")}
                  value={money}
                  maxLength={3}
                  dir="ltr"
                  error={errorOf("currency")}
                  onInput={(event) => setMoney(event.currentTarget.value)}
                />
                <Field
                  numeric
                  label={t("console_money.rate")}
                  hint={t("console_money.rate_hint", { currency: currency.value })}
                  value={rate}
                  error={errorOf("rate")}
                  onInput={(event) => setRate(event.currentTarget.value)}
                />
              </FormRow>
            )}
            {cash ? (
              <Field
                numeric
                label={t("console_money.step")}
                hint={t("console_money.step_hint")}
                value={step}
                error={errorOf("roundingStep")}
                onInput={(event) => setStep(event.currentTarget.value)}
              />
            ) : (
              <Check label={t("console_money.drawer")} checked={drawer} onChange={setDrawer} />
            )}
            {tippable && <TipsFields text={tips} change={setTips} errorOf={errorOf} />}
          </>
        )}
      </Form>
    </DialogFrame>
  );
}

export async function editTax(
  category: TaxCategory | undefined,
  known: readonly TaxCategory[],
): Promise<boolean | undefined> {
  if (category !== undefined && !isSimple(category)) return editRegime(category, known);
  const title = category?.name ?? t("console_money.add_tax");
  const done = await openDialog<boolean | { all: string }>(
    (close) => (
      <EditTax
        category={category}
        known={known}
        title={title}
        done={() => close(true)}
        all={(name) => close({ all: name })}
      />
    ),
    { label: title },
  );
  return typeof done === "object" ? editRegime(category, known, done.all) : done;
}

/** Its name, and a rate from a day on: the one before ends then, so old receipts keep theirs. */
function EditTax({
  category,
  known,
  title,
  done,
  all,
}: {
  category: TaxCategory | undefined;
  known: readonly TaxCategory[];
  title: string;
  done: () => void;
  /** The form with everything, which begins with the name that was typed here. */
  all: (name: string) => void;
}) {
  const now = category?.rates.find(({ to }) => !to || Date.parse(to) > Date.now());
  const [name, setName] = useState(category?.name ?? "");
  const [rate, setRate] = useState(now?.rate ?? "");
  const [from, setFrom] = useState("");
  const plain = rateOf(rate);
  const send = async () => {
    const code = category?.code ?? codeOf(name, known);
    const { code: _, ...kept } = category ?? { code };
    const rates = newRates(category, plain ?? "0", from);
    await act("tax", (key) =>
      call("putTaxCategory", {
        path: { code },
        body: { ...kept, name: name.trim(), rates } as Schemas["TaxCategoryIn"],
        key,
      }),
    );
    done();
  };
  return (
    <DialogFrame title={title}>
      <Form
        what="console_money.not_saved"
        onSend={send}
        disabled={name.trim() === "" || plain === null}
        beside={<Button onClick={() => all(name)}>{t("console_taxes.all")}</Button>}
      >
        {(errorOf) => (
          <>
            <Field
              label={t("console_money.name")}
              value={name}
              maxLength={80}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <FormRow>
              <Field
                numeric
                label={t("console_money.percent")}
                value={rate}
                error={plain === null ? t("console_setup.wrong_rate") : errorOf("rates/0/rate")}
                onInput={(event) => setRate(event.currentTarget.value)}
              />
              {category !== undefined && (
                <Field
                  type="date"
                  label={t("console_money.from_day")}
                  hint={t("console_money.from_hint")}
                  value={from}
                  onInput={(event) => setFrom(event.currentTarget.value)}
                />
              )}
            </FormRow>
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
