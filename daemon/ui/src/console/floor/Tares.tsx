import type { Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { FormRow, Select } from "../../design/Form";
import { parseQuantity } from "../../i18n/format";
import { t } from "../../i18n/text";

type Unit = NonNullable<Schemas["LayoutTare"]["unit"]>;
export interface TareDraft {
  label: string;
  weight: string;
  unit: Unit;
}
const units: readonly Unit[] = ["kg", "g", "lb", "oz"];

/** Those with a name; a weight that is none is sent as it is, and the appliance complains of it. */
export function taresOf(drafts: readonly TareDraft[]): Schemas["LayoutTare"][] {
  return drafts
    .filter(({ label, weight }) => label.trim() !== "" || weight.trim() !== "")
    .map(({ label, weight, unit }) => ({ label: label.trim(), weight: parseQuantity(weight, 6) ?? "0", unit }));
}

/** What packaging weighs: keys that a cashier takes off a weight. */
export function Tares({ tares, set }: { tares: TareDraft[]; set: (tares: TareDraft[]) => void }) {
  const put = (at: number, members: Partial<TareDraft>) =>
    set(tares.map((each, index) => (index === at ? { ...each, ...members } : each)));
  return (
    <Card
      title={t("console_floor.tares")}
      actions={
        <Button
          icon="plus"
          disabled={tares.length >= 20}
          onClick={() => set([...tares, { label: "", weight: "", unit: "kg" }])}
        >
          {t("console_floor.add_tare")}
        </Button>
      }
    >
      <p class="field-hint">{t("console_floor.tares_hint")}</p>
      {tares.map((tare, at) => (
        <FormRow key={at}>
          <Field
            label={t("console_store.name")}
            value={tare.label}
            maxLength={40}
            onInput={(event) => put(at, { label: event.currentTarget.value })}
          />
          <Field
            numeric
            label={t("console_floor.weight")}
            value={tare.weight}
            maxLength={10}
            onInput={(event) => put(at, { weight: event.currentTarget.value })}
          />
          <Select
            label={t("console_floor.unit")}
            value={tare.unit}
            options={units.map((unit) => ({ value: unit, label: unit }))}
            onChoose={(unit) => put(at, { unit: unit as Unit })}
          />
          <Button
            icon="trash"
            class="plan-remove"
            aria-label={t("console_floor.remove_tare", { name: tare.label })}
            onClick={() => set(tares.filter((_, index) => index !== at))}
          />
        </FormRow>
      ))}
    </Card>
  );
}
