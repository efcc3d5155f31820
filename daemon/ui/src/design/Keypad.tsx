import { t } from "../i18n/text";
import { Icon } from "./Icon";
import "./Keypad.css";

export interface KeypadProps {
  /** A digit, `00`, `.`, or `erase`; `*` where `times` is shown. */
  onKey: (key: string) => void;
  onEnter?: () => void;
  enterLabel?: string;
  times?: boolean;
  /** Without a decimal key: for PINs and codes. */
  whole?: boolean;
  label?: string;
}

/** The number pad: 7 8 9 on top as on the keyboard, left to right in every language. */
export function Keypad({ onKey, onEnter, enterLabel, times = false, whole = false, label }: KeypadProps) {
  const last = whole ? ["clear", "0", "erase"] : [".", "0", times ? "*" : "00"];
  const keys = ["7", "8", "9", "4", "5", "6", "1", "2", "3", ...last];
  return (
    <div
      class={onEnter ? "keypad keypad-side" : "keypad"}
      dir="ltr"
      role="group"
      aria-label={label ?? t("core.keypad")}
    >
      {keys.map((key) => (
        <button
          type="button"
          key={key}
          class="keypad-key"
          aria-label={names[key] && t(names[key])}
          onClick={() => onKey(key)}
          tabIndex={-1}
        >
          {key === "*" ? "×" : key === "clear" ? "C" : key === "erase" ? <Icon name="erase" /> : key}
        </button>
      ))}
      {!whole && (
        <button
          type="button"
          class="keypad-key keypad-erase"
          aria-label={t("core.erase")}
          onClick={() => onKey("erase")}
          tabIndex={-1}
        >
          <Icon name="erase" />
        </button>
      )}
      {onEnter && (
        <button type="button" class="keypad-key keypad-enter" onClick={onEnter} tabIndex={-1}>
          {enterLabel ?? t("core.enter")}
        </button>
      )}
    </div>
  );
}

const names: Record<string, string> = {
  "*": "core.times",
  ".": "core.decimal_mark",
  clear: "core.clear",
  erase: "core.erase",
};

/** What a number entry holds after a key of the pad. */
export function press(text: string, key: string, limit = 14): string {
  if (key === "erase") return text.slice(0, -1);
  if (key === "clear") return "";
  if (key === "." && text.includes(".")) return text;
  return (text + key).slice(0, limit);
}
