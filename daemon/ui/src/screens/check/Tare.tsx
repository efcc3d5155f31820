import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { parseQuantity, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { CartItem } from "../../till/state";
import { setLineTerms } from "./check_acts";

type Preset = Schemas["LayoutTare"];
const weights = ["kg", "g", "lb", "oz"];

/** What packaging weighs: by one of the store's keys, or typed. Of a line sold by weight alone. */
export function Tare({ line }: { line: CartItem }) {
  const [presets, setPresets] = useState<readonly Preset[]>([]);
  const [text, setText] = useState("");
  const takes = weights.includes(line.unit) && !line.return && line.labelAmount === undefined;
  useEffect(() => {
    if (!takes) return;
    call("getLayout", {}).then(
      ({ data }) => setPresets(data.tares.filter(({ unit = "kg" }) => unit === line.unit)),
      () => undefined, // it can be typed
    );
  }, [takes, line.unit]);
  useEffect(() => setText(line.tare ?? ""), [line.tare]);
  if (!takes) return null;
  const set = (tare: string) => {
    if (tare === (line.tare ?? "0")) return;
    setLineTerms(line.itemId, { tare }).catch((error: unknown) => showProblem(error, { what: "floor.tare_what" }));
  };
  const typed = () => {
    const tare = text.trim() === "" ? "0" : parseQuantity(text, line.decimals ?? 3);
    if (tare !== null) set(tare);
  };
  return (
    <>
      {presets.length > 0 && (
        <div class="check-row">
          {presets.map(({ label, weight }) => (
            <Button key={label} aria-pressed={line.tare === String(weight)} onClick={() => set(String(weight))}>
              <bdi>{label}</bdi> {quantity(String(weight), line.unit)}
            </Button>
          ))}
        </div>
      )}
      <Field
        label={t("floor.tare_in", { unit: line.unit })}
        hint={t("floor.tare_hint")}
        numeric
        maxLength={8}
        value={text}
        onInput={(event: Event) => setText((event.currentTarget as HTMLInputElement).value)}
        onBlur={typed}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter") typed();
        }}
      />
    </>
  );
}
