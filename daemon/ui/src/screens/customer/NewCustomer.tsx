import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Page } from "../../design/Page";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { focusOnArrival } from "../live";
import type { Person } from "./Customer";
import { bodyOf, type Entry, wrongIn } from "./customer_form";

interface Props {
  start: Entry;
  onSaved: (person: Person) => Promise<void>;
  onLeave: () => void;
}

/** A new customer with as little as a name. */
export function NewCustomer({ start, onSaved, onLeave }: Props) {
  const [entry, setEntry] = useState(start);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const wrong = tried ? wrongIn(entry) : {};
  const save = async () => {
    setTried(true);
    if (busy || Object.keys(wrongIn(entry)).length > 0) return;
    setBusy(true);
    try {
      const made = await withApproval("customer_edit", t("customer.approve_create"), (approval) =>
        act("create_customer", async (key) => {
          const args = { body: bodyOf(entry), key, ...(approval ? { approval } : {}) };
          return (await call("createCustomer", args)).data;
        }),
      );
      if (made) await onSaved(made);
    } catch (error) {
      showProblem(error, { what: "customer.act_create" });
    } finally {
      setBusy(false);
    }
  };
  const field = (name: keyof Entry) => ({
    label: name === "name" ? t("customer.name") : `${t(`customer.${name}`)} (${t("customer.optional")})`,
    value: entry[name],
    error: wrong[name] ? t(`customer.${wrong[name]}`) : undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => setEntry({ ...entry, [name]: event.currentTarget.value }),
  });
  return (
    <Page title={t("customer.new")} onBack={onLeave}>
      <form
        class="customer customer-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="quiet">{t("customer.new_hint")}</p>
        <Field {...field("name")} ref={focusOnArrival} maxLength={120} />
        <Field {...field("phone")} type="tel" dir="ltr" maxLength={40} />
        <Field {...field("email")} type="email" dir="ltr" maxLength={200} />
        <div class="customer-buttons">
          <Button onClick={onLeave}>{t("customer.cancel")}</Button>
          <Button kind="primary" size="large" type="submit" disabled={busy}>
            {t("customer.create")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
