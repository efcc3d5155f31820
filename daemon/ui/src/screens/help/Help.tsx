import { Button } from "../../design/Button";
import { DialogFrame, dialogs, openDialog } from "../../design/Dialog";
import { t } from "../../i18n/text";
import { keymap, scopes } from "../../keys/keys";
import "./Help.css";

/** Every key that does something now, from the keymap itself. */
export function showHelp(): void {
  const label = t("keys.title");
  if (dialogs.value.some((dialog) => dialog.label === label)) return;
  void openDialog<void>((close) => <Help onClose={() => close()} />, { label, wide: true });
}

function Help({ onClose }: { onClose: () => void }) {
  const bound = [...new Set([...scopes.value].reverse())];
  return (
    <DialogFrame title={t("keys.title")} buttons={<Button onClick={onClose}>{t("core.close")}</Button>}>
      <p>{t("keys.intro")}</p>
      {bound.map((scope) => (
        <section key={scope} class="help-scope">
          <h3>{t(`keys.scope_${scope}`)}</h3>
          <dl>
            {Object.entries(keymap.value[scope] ?? {}).map(([action, keys]) => (
              <div key={action}>
                <dt>
                  {gist(keys).map((key) => (
                    <kbd key={key} dir="ltr">
                      {shown(key)}
                    </kbd>
                  ))}
                </dt>
                <dd>{t(`keys.${scope}_${action}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </DialogFrame>
  );
}

/** The ten digits are one thing. */
function gist(keys: readonly string[]): readonly string[] {
  return keys.length < 10 ? keys : ["0–9", ...keys.filter((key) => !/^\d$/.test(key))];
}

const signs: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
  " ": "␣",
};
export function shown(key: string): string {
  return key
    .split(/\+(?=.)/)
    .map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" + ");
}

/** How the keys of an action are written on its button; empty when it has none. */
export function hotkeyOf(scope: string, action: string): string {
  return shown(keymap.value[scope]?.[action]?.[0] ?? "");
}
