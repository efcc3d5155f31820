import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form, FormRow, TextArea } from "../../design/Form";
import { decimal, minorDigits, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { wrongIn } from "../../screens/customer/customer_form";
import { act } from "../../till/act";
import { site } from "../../till/state";
import { Sheet } from "../frame/Sheet";
import { linkTo } from "../place";
import { LiftedTaxes } from "./LiftedTaxes";

type Customer = Schemas["Customer"];
const codesOf = (text: string) => text.split(/[,\s]+/).filter((code) => code !== "");
/** Its day is the last on which it is good; the moment stays where the day does. */
function certificateOf(
  { certificate, until, lifted }: { certificate: string; until: string; lifted: string },
  of: Customer | undefined,
): Schemas["Exemption"] | null {
  if (certificate.trim() === "") return null;
  const before = of?.exemption?.until;
  const last = before?.slice(0, 10) === until ? before : new Date(`${until}T23:59:59`);
  return {
    number: certificate.trim(),
    until: until === "" ? null : typeof last === "string" ? last : last.toISOString(),
    taxes: codesOf(lifted),
  };
}
/** Days until an invoice is due; null: what is put on account has no day. */
const netDaysOf = (text: string): number | null => (text.trim() === "" ? null : Number(text.trim()));
const isNetDays = (text: string) => /^\s*$|^\s*([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])\s*$/.test(text);

/** A new customer, or another's facts; as little is kept as they want to give. */
export function CustomerForm({ of, onDone }: { of?: Customer; onDone: (id?: string) => void }) {
  const currency = of?.currency ?? site.value?.currency ?? "EUR";
  const [entry, setEntry] = useState({
    name: of?.name ?? "",
    phone: of?.phone ?? "",
    email: of?.email ?? "",
    note: of?.note ?? "",
    limit: decimal(of?.accountLimit ?? 0, minorDigits(currency)),
    netDays: of?.netDays ? String(of.netDays) : "",
    groups: of?.groups.join(", ") ?? "",
    certificate: of?.exemption?.number ?? "",
    until: of?.exemption?.until?.slice(0, 10) ?? "",
    lifted: of?.exemption?.taxes?.join(", ") ?? "",
    taxNumber: of?.taxNumber?.number ?? "",
    taxCountry: of?.taxNumber?.country ?? "",
  });
  const wrong = wrongIn(entry);
  const limit = parseMoney(entry.limit, currency);
  // What belongs to a certificate or a number is not dropped in silence when that is missing.
  const noCertificate = entry.certificate.trim() === "" && (entry.until !== "" || entry.lifted.trim() !== "");
  const noNumber = entry.taxNumber.trim() === "" && entry.taxCountry.trim() !== "";
  const noCountry = entry.taxNumber.trim() !== "" && !/^[A-Za-z]{2}$/.test(entry.taxCountry.trim());
  const unfit = limit === null || !isNetDays(entry.netDays) || noCertificate || noNumber || noCountry;
  const set = (name: keyof typeof entry) => (event: { currentTarget: { value: string } }) =>
    setEntry({ ...entry, [name]: event.currentTarget.value });
  const send = async () => {
    const facts = {
      name: entry.name.trim(),
      note: entry.note.trim(),
      accountLimit: limit ?? 0,
      netDays: netDaysOf(entry.netDays),
      groups: codesOf(entry.groups),
      exemption: certificateOf(entry, of),
      taxNumber: entry.taxNumber.trim()
        ? { number: entry.taxNumber.trim(), country: entry.taxCountry.trim().toUpperCase() }
        : null,
    };
    const phone = entry.phone.trim();
    const email = entry.email.trim();
    const saved = await act("customer", async (key) =>
      of === undefined
        ? call("createCustomer", { body: { ...facts, ...(phone ? { phone } : {}), ...(email ? { email } : {}) }, key })
        : call("updateCustomer", {
            path: { id: of.id },
            body: { ...facts, phone: phone || null, email: email || null },
            key,
          }),
    );
    onDone(saved.data.id);
  };
  return (
    <Sheet
      title={of ? <bdi>{of.name}</bdi> : t("customer.new")}
      back={{ href: linkTo("customers", of ? [of.id] : []), label: of?.name ?? t("console_customers.title") }}
    >
      <Card>
        <Form
          what="console_customers.act_save"
          onSend={send}
          disabled={Object.keys(wrong).length > 0 || unfit}
          beside={<Button onClick={() => onDone(of?.id)}>{t("core.cancel")}</Button>}
        >
          {(errorOf) => (
            <>
              <FormRow>
                <Field
                  label={t("customer.name")}
                  dir="auto"
                  maxLength={120}
                  error={errorOf("name")}
                  value={entry.name}
                  onInput={set("name")}
                />
                <Field
                  label={t("customer.phone")}
                  type="tel"
                  dir="ltr"
                  maxLength={40}
                  error={errorOf("phone")}
                  value={entry.phone}
                  onInput={set("phone")}
                />
                <Field
                  label={t("customer.email")}
                  type="email"
                  dir="ltr"
                  maxLength={200}
                  error={wrong.email ? t("customer.email_wrong") : errorOf("email")}
                  value={entry.email}
                  onInput={set("email")}
                />
              </FormRow>
              <FormRow>
                <Field
                  label={t("console_customers.limit")}
                  hint={t("console_customers.limit_hint")}
                  numeric
                  error={limit === null ? t("console_orders.amount_wrong") : errorOf("accountLimit")}
                  value={entry.limit}
                  onInput={set("limit")}
                />
                <Field
                  label={t("console_customers.net_days")}
                  hint={t("console_customers.net_days_hint")}
                  numeric
                  maxLength={3}
                  error={isNetDays(entry.netDays) ? errorOf("netDays") : t("console_customers.net_days_wrong")}
                  value={entry.netDays}
                  onInput={set("netDays")}
                />
                <Field
                  label={t("console_customers.groups")}
                  hint={t("console_customers.groups_hint")}
                  error={errorOf("groups")}
                  value={entry.groups}
                  onInput={set("groups")}
                />
              </FormRow>
              <FormRow>
                <Field
                  label={t("console_customers.tax_number")}
                  dir="ltr"
                  maxLength={40}
                  error={noNumber ? t("console_customers.number_missing") : errorOf("taxNumber/number")}
                  value={entry.taxNumber}
                  onInput={set("taxNumber")}
                />
                <Field
                  label={t("console_customers.tax_country")}
                  hint={t("console_customers.tax_country_hint")}
                  dir="ltr"
                  maxLength={2}
                  error={noCountry ? t("console_customers.country_missing") : errorOf("taxNumber/country")}
                  value={entry.taxCountry}
                  onInput={set("taxCountry")}
                />
              </FormRow>
              <FormRow>
                <Field
                  label={t("console_customers.exemption_number")}
                  dir="ltr"
                  maxLength={60}
                  error={noCertificate ? t("console_customers.number_missing") : errorOf("exemption/number")}
                  value={entry.certificate}
                  onInput={set("certificate")}
                />
                <Field
                  label={t("console_customers.exemption_until")}
                  type="date"
                  error={errorOf("exemption/until")}
                  value={entry.until}
                  onInput={set("until")}
                />
              </FormRow>
              <LiftedTaxes
                codes={codesOf(entry.lifted)}
                error={errorOf("exemption/taxes")}
                change={(codes) => setEntry({ ...entry, lifted: codes.join(" ") })}
              />
              <TextArea
                label={t("console_customers.note")}
                hint={t("console_customers.note_hint")}
                value={entry.note}
                error={errorOf("note")}
                onInput={(note) => setEntry({ ...entry, note })}
              />
            </>
          )}
        </Form>
      </Card>
    </Sheet>
  );
}
