import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { change, draft } from "./claim";
import type { Person } from "./draft";
import { said, type Wrong } from "./StoreStep";

/** Who may sign on: the manager first, then whoever sells. Others come later, on the page of the staff. */
export function StaffStep({ wrong }: { wrong: Wrong }) {
  const { people } = draft.value;
  const put = (at: number, more: Partial<Person>) =>
    change({ people: draft.value.people.map((old, which) => (which === at ? { ...old, ...more } : old)) });
  return (
    <div class="setup-list">
      {people.map((person, at) => (
        <fieldset class="setup-person" key={at}>
          <legend>{t(`console_setup.role_${person.role}`)}</legend>
          <Field
            label={t("console_setup.person_name")}
            value={person.name}
            maxLength={120}
            autocomplete="off"
            error={said(wrong, `name${at}`)}
            onInput={(event) => put(at, { name: event.currentTarget.value })}
          />
          <Field
            label={t("sign_on.code")}
            value={person.code}
            dir="ltr"
            inputMode="numeric"
            maxLength={12}
            error={said(wrong, `code${at}`)}
            onInput={(event) => put(at, { code: event.currentTarget.value })}
          />
          <Field
            type="password"
            label={t("sign_on.pin")}
            value={person.pin}
            dir="ltr"
            inputMode="numeric"
            autocomplete="new-password"
            maxLength={12}
            error={said(wrong, `pin${at}`)}
            onInput={(event) => put(at, { pin: event.currentTarget.value })}
          />
          {at > 0 && (
            <Button
              kind="quiet"
              icon="trash"
              aria-label={t("console_setup.remove", { name: person.name })}
              onClick={() => change({ people: people.filter((_, which) => which !== at) })}
            />
          )}
        </fieldset>
      ))}
      {people.length < 20 && (
        <Button
          icon="plus"
          onClick={() =>
            change({ people: [...people, { name: "", code: String(1000 + people.length), role: "cashier", pin: "" }] })
          }
        >
          {t("console_setup.add_cashier")}
        </Button>
      )}
    </div>
  );
}
