import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import "./weigh.css";

type Preset = Schemas["LayoutTare"];
const presets = signal<readonly Preset[]>([]);

/** The store's packaging as keys, for what is being weighed; the chosen one comes off, and a second tap puts it back. */
export function TareKeys({
  unit,
  chosen,
  disabled = false,
}: {
  unit: string;
  chosen: Signal<string | undefined>;
  disabled?: boolean;
}) {
  useEffect(() => {
    call("getLayout", {}).then(
      ({ data }) => (presets.value = data.tares),
      () => undefined, // without keys it is taken off the line afterwards
    );
  }, []);
  const fitting = presets.value.filter((preset) => (preset.unit ?? "kg") === unit);
  if (fitting.length === 0) return null;
  return (
    <fieldset class="weigh-tares">
      <legend>{t("scale.packaging")}</legend>
      {fitting.map(({ label, weight }) => {
        const pressed = chosen.value === String(weight);
        return (
          <Button
            key={label}
            aria-pressed={pressed}
            disabled={disabled}
            onClick={() => (chosen.value = pressed ? undefined : String(weight))}
          >
            <bdi>{label}</bdi> {quantity(String(weight), unit)}
          </Button>
        );
      })}
    </fieldset>
  );
}
