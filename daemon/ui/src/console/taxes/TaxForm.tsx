import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { currency, site } from "../../till/state";
import { codeOf } from "../code_of";
import { Destinations } from "./Destinations";
import { type Destination, isSent, sentTo } from "./destination";
import { RateFields } from "./RateFields";
import { draftOf, freshRate, type Rate, type RateDraft, rateOf, wrongIn } from "./rate_draft";
import "./taxes.css";

type TaxCategory = Schemas["TaxCategory"];

/** Everything that a tax category can be: several rates, taxes on tax, thresholds, places. */
export function editRegime(
  category: TaxCategory | undefined,
  known: readonly TaxCategory[],
  begun = "",
): Promise<boolean | undefined> {
  const title = category?.name ?? t("console_money.add_tax");
  return openDialog<boolean>(
    (close) => <TaxForm category={category} known={known} title={title} begun={begun} done={() => close(true)} />,
    { label: title },
  );
}

interface Entry {
  draft: RateDraft;
  before?: Rate;
}

function TaxForm({
  category,
  known,
  title,
  begun,
  done,
}: {
  category: TaxCategory | undefined;
  known: readonly TaxCategory[];
  title: string;
  begun: string;
  done: () => void;
}) {
  const money = currency.value;
  const included = site.value?.pricesIncludeTax ?? true;
  const [name, setName] = useState(begun || (category?.name ?? ""));
  const [entries, setEntries] = useState<Entry[]>(
    category?.rates.map((before) => ({ draft: draftOf(before, money), before })) ?? [{ draft: freshRate(included) }],
  );
  const [eatIn, setEatIn] = useState(category?.eatIn ?? "");
  const [takeAway, setTakeAway] = useState(category?.takeAway ?? "");
  const [places, setPlaces] = useState<readonly Destination[]>(category?.destinations ?? []);
  const wrong = entries.map(({ draft }) => wrongIn(draft, money));
  const others = [
    { value: "", label: t("console_taxes.as_it_is") },
    ...known.filter(({ code }) => code !== category?.code).map(({ code, name: label }) => ({ value: code, label })),
  ];
  const send = async () => {
    const codes: { code: string }[] = [];
    const rates = entries.map(({ draft, before }) => {
      const rate = rateOf(draft, money, codeOf(draft.name, codes), before);
      codes.push({ code: rate.code });
      return rate;
    });
    const body = {
      name: name.trim(),
      rates,
      ...(eatIn !== "" && { eatIn }),
      ...(takeAway !== "" && { takeAway }),
      ...(places.length > 0 && { destinations: places.map(sentTo) }),
    } as Schemas["TaxCategoryIn"];
    await act("tax", (key) =>
      call("putTaxCategory", { path: { code: category?.code ?? codeOf(name, known) }, body, key }),
    );
    done();
  };
  const change = (at: number, draft: RateDraft) =>
    setEntries(entries.map((entry, i) => (i === at ? { ...entry, draft } : entry)));
  return (
    <DialogFrame title={title}>
      <Form
        what="console_money.not_saved"
        onSend={send}
        disabled={name.trim() === "" || places.some((each) => !isSent(each)) || wrong.some((each) => each.size > 0)}
        beside={
          <Button icon="plus" onClick={() => setEntries([...entries, { draft: freshRate(included) }])}>
            {t("console_taxes.add_rate")}
          </Button>
        }
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
            {entries.map(({ draft }, i) => (
              <fieldset key={i} class="tax-rate">
                <legend>{t("console_taxes.rate_n", { n: i + 1 })}</legend>
                <RateFields
                  draft={draft}
                  wrong={wrong[i] ?? new Set()}
                  errorOf={(member) => errorOf(`rates/${i}/${member}`)}
                  change={(fresh) => change(i, fresh)}
                />
                {entries.length > 1 && (
                  <Button kind="quiet" size="small" onClick={() => setEntries(entries.filter((_, at) => at !== i))}>
                    {t("console_taxes.remove_rate")}
                  </Button>
                )}
              </fieldset>
            ))}
            <FormRow>
              <Select
                label={t("console_taxes.eat_in")}
                value={eatIn}
                options={others}
                error={errorOf("eatIn")}
                onChoose={setEatIn}
              />
              <Select
                label={t("console_taxes.take_away")}
                value={takeAway}
                options={others}
                error={errorOf("takeAway")}
                onChoose={setTakeAway}
              />
            </FormRow>
            <Destinations places={places} others={others.slice(1)} errorOf={errorOf} change={setPlaces} />
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
