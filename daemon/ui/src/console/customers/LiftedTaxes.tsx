import { Chips } from "../../design/Chips";
import { Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { useResource } from "../data";

/** Which taxes a certificate lifts, of those that the store has; none chosen: every tax. */
export function LiftedTaxes({
  codes,
  error,
  change,
}: {
  codes: readonly string[];
  error: string | undefined;
  change: (codes: readonly string[]) => void;
}) {
  const categories = useResource("listTaxCategories").data?.items ?? [];
  const names = new Map(categories.flatMap(({ rates }) => rates.map(({ code, name }) => [code, name] as const)));
  const rest = [...names].filter(([code]) => !codes.includes(code)).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Select
        label={t("console_customers.exemption_taxes")}
        hint={t("console_customers.exemption_taxes_hint")}
        value=""
        error={error}
        options={[
          { value: "", label: t(codes.length === 0 ? "console_customers.every_tax" : "console_goods.choose") },
          ...rest,
        ]}
        onChoose={(code) => code !== "" && change([...codes, code])}
      />
      <Chips
        items={codes.map((id) => ({ id, name: names.get(id) ?? id }))}
        onRemove={(id) => change(codes.filter((each) => each !== id))}
      />
    </>
  );
}
