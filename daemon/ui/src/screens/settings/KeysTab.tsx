import { useState } from "preact/hooks";
import { Field } from "../../design/Field";
import { has, t } from "../../i18n/text";
import { keymap } from "../../keys/keys";
import { shown } from "../help/Help";
import { keyRuns } from "./key_runs";

const scopeName = (scope: string) => (has(`keys.scope_${scope}`) ? t(`keys.scope_${scope}`) : scope);
const actionName = (scope: string, action: string) =>
  has(`keys.${scope}_${action}`) ? t(`keys.${scope}_${action}`) : action.replaceAll("_", " ");

/** Every act and its keys, as this till has them now, with a search over both. */
export function KeysTab() {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const groups = Object.entries(keymap.value)
    .map(([scope, actions]) => ({
      scope,
      rows: Object.entries(actions)
        .map(([action, keys]) => ({ name: actionName(scope, action), keys }))
        .filter(({ name, keys }) => `${name} ${keys.map(shown).join(" ")}`.toLocaleLowerCase().includes(wanted)),
    }))
    .filter((group) => group.rows.length > 0);
  return (
    <>
      <p class="quiet">{t("settings.keys_intro")}</p>
      <Field
        type="search"
        label={t("settings.keys_search")}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {groups.length === 0 && <p role="status">{t("settings.keys_none")}</p>}
      <div class="keys-groups">
        {groups.map(({ scope, rows }) => (
          <section key={scope} class="keys-group" aria-label={scopeName(scope)}>
            <h2>{scopeName(scope)}</h2>
            <table>
              <thead class="sr-only">
                <tr>
                  <th scope="col">{t("settings.keys_action")}</th>
                  <th scope="col">{t("settings.keys_key")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ name, keys }) => (
                  <tr key={name}>
                    <td>{name}</td>
                    <td dir="ltr" class="keys-keys">
                      {keyRuns(keys).map((key) => (
                        <kbd key={key}>{shown(key)}</kbd>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </>
  );
}
