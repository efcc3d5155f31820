import { useEffect, useState } from "preact/hooks";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { cart, currency, selectedItem } from "../../till/state";
import {
  askable,
  askCharge,
  asked,
  type Charge,
  listCharges,
  removeCharge,
  returnable,
  serialsOf,
  setLineTerms,
  setTerms,
  sharesOf,
  splitBySeat,
} from "./check_acts";
import { Kitchen } from "./Kitchen";
import { SplitAmounts } from "./SplitAmounts";
import { SplitItems } from "./SplitItems";
import { Substitutes } from "./Substitutes";
import { Tare } from "./Tare";
import "./check.css";

const told = (run: Promise<unknown>) => run.catch((error: unknown) => showProblem(error, { what: "check.what" }));

/** What a sale carries beside its goods: how it is served, the table, bags and deposits, order numbers, who pays what. */
export function Check() {
  const [charges, setCharges] = useState<readonly Charge[]>([]);
  useEffect(() => void told(listCharges().then(setCharges)), []);
  return (
    <Page title={t("check.title")}>
      <div class="check">
        <Served />
        <Charges title={t("check.charges")} charges={askable(charges)} empties={false} />
        <Charges title={t("check.empties")} charges={returnable(charges)} empties={true} />
        <Business />
        <LineTerms key={selectedItem.value?.itemId} />
        <Kitchen />
        <Split />
      </div>
    </Page>
  );
}

function Served() {
  const data = cart.value?.data;
  return (
    <section>
      <h2>{t("check.served")}</h2>
      <Tabs
        label={t("check.served")}
        value={data?.service ?? "unsaid"}
        options={(["unsaid", "eatIn", "takeAway"] as const).map((value) => ({ value, label: t(`check.${value}`) }))}
        onChange={(service) => void told(setTerms({ service }))}
      />
      <div class="check-row">
        <Saved label={t("check.table")} value={data?.table ?? ""} max={40} save={(table) => setTerms({ table })} />
        <Saved
          label={t("check.guests")}
          value={data?.guests ? String(data.guests) : ""}
          numeric
          max={3}
          save={(text) => setTerms({ guests: Number.parseInt(text || "0", 10) || 0 })}
        />
      </div>
    </section>
  );
}

/** Counted up and down; empties go below zero on the sale, and are counted upwards here. */
function Charges({ title, charges, empties }: { title: string; charges: readonly Charge[]; empties: boolean }) {
  if (charges.length === 0) return null;
  const one = empties ? -1 : 1;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="check-charges">
        {charges.map(({ id, name }) => {
          const known = asked(cart.value?.data, id, empties);
          const fewer = () =>
            known === null ? Promise.resolve() : known.count === 1 ? removeCharge(known.id) : askCharge(id, -one);
          return (
            <li key={id}>
              <bdi>{name}</bdi>
              <Button
                icon="minus"
                disabled={known === null || (empties && known.count > 1)}
                aria-label={t("check.fewer", { name })}
                onClick={() => void told(fewer())}
              />
              <output class="amount">{known?.count ?? 0}</output>
              <Button
                icon="plus"
                aria-label={t("check.more", { name })}
                onClick={() => void told(askCharge(id, one))}
              />
              {empties && known !== null && (
                <Button
                  icon="close"
                  aria-label={t("check.none", { name })}
                  onClick={() => void told(removeCharge(known.id))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Business() {
  const data = cart.value?.data;
  return (
    <section>
      <h2>{t("check.business")}</h2>
      <Saved
        label={t("check.purchase_order")}
        value={data?.purchaseOrder ?? ""}
        max={60}
        save={(purchaseOrder) => setTerms({ purchaseOrder })}
      />
      <Button
        aria-pressed={data?.exempt === true}
        disabled={!data?.personId}
        onClick={() => void told(setTerms({ exempt: data?.exempt !== true }))}
      >
        {t(data?.exempt ? "check.exempt_off" : "check.exempt_on")}
      </Button>
      {!data?.personId && <p class="quiet">{t("check.exempt_needs")}</p>}
      <Button
        aria-pressed={data?.reverseCharge === true}
        disabled={!data?.personId}
        onClick={() => void told(setTerms({ reverseCharge: data?.reverseCharge !== true }))}
      >
        {t(data?.reverseCharge ? "check.reverse_off" : "check.reverse_on")}
      </Button>
      {!data?.personId && <p class="quiet">{t("check.reverse_needs")}</p>}
    </section>
  );
}

/** Of the line that is chosen on the sale. */
function LineTerms() {
  const line = selectedItem.value;
  if (line === null) return null;
  const id = line.itemId;
  return (
    <section>
      <h2>
        <bdi>{line.name}</bdi>
      </h2>
      <div class="check-row">
        <Saved
          label={t("check.seat")}
          value={line.seat ? String(line.seat) : ""}
          numeric
          max={3}
          save={(text) => setLineTerms(id, { seat: Number.parseInt(text || "0", 10) || 0 })}
        />
        <Saved
          label={t("check.course")}
          value={line.course ? String(line.course) : ""}
          numeric
          max={2}
          save={(text) => setLineTerms(id, { course: Number.parseInt(text || "0", 10) || 0 })}
        />
      </div>
      <Saved
        label={t("check.serials")}
        hint={t("check.serials_hint")}
        value={(line.serials ?? []).join(" ")}
        max={2000}
        save={(text) => setLineTerms(id, { serials: serialsOf(text) })}
      />
      <Tare line={line} />
      <Substitutes line={line} />
    </section>
  );
}

function Split() {
  const [people, setPeople] = useState(2);
  const [shares, setShares] = useState<readonly number[]>([]);
  const data = cart.value?.data;
  const total = data?.total;
  useEffect(() => setShares([]), [total]);
  if (data === undefined || data.items.length === 0) return null;
  const seats = new Set(data.items.map(({ seat }) => seat ?? 0).filter((seat) => seat !== 0)).size;
  const show = (count: number) => {
    setPeople(count);
    void told(sharesOf(count).then(setShares));
  };
  const parted = (run: Promise<number>) =>
    void told(
      run.then((n) =>
        showBanner({ id: "split", tone: "info", title: t("check.parted", { n }), next: t("check.parted_next") }),
      ),
    );
  return (
    <section>
      <h2>{t("check.split")}</h2>
      <div class="check-row check-people">
        <Button
          icon="minus"
          disabled={people < 3}
          aria-label={t("check.fewer_people")}
          onClick={() => show(people - 1)}
        />
        <Button onClick={() => show(people)}>{t("check.people", { n: people })}</Button>
        <Button
          icon="plus"
          disabled={people > 19}
          aria-label={t("check.more_people")}
          onClick={() => show(people + 1)}
        />
        <Button disabled={seats < 2} onClick={() => parted(splitBySeat())}>
          {t("check.by_seat")}
        </Button>
      </div>
      <SplitItems parted={parted} />
      {data.total > 0 && <SplitAmounts />}
      {shares.length > 0 && (
        <ol class="check-shares" aria-live="polite">
          {shares.map((share, at) => (
            <li key={at} class="amount">
              {money(share, currency.value)}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A field that is kept when it is left or entered. */
function Saved(props: {
  label: string;
  value: string;
  max: number;
  numeric?: boolean;
  hint?: string;
  save: (text: string) => Promise<unknown>;
}) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const keep = () => {
    if (text.trim() !== props.value) void told(props.save(text.trim()));
  };
  return (
    <Field
      label={props.label}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(props.numeric ? { numeric: true } : {})}
      maxLength={props.max}
      value={text}
      onInput={(event: Event) => setText((event.currentTarget as HTMLInputElement).value)}
      onBlur={keep}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Enter") keep();
      }}
    />
  );
}
