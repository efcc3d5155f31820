import { Button } from "../../design/Button";
import { EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { parseQuantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Line } from "./lines";

/** Gathered articles, each with its quantity to correct. */
export function LineList({ lines, onChange }: { lines: Line[]; onChange: (lines: Line[]) => void }) {
  if (lines.length === 0) return <EmptyState icon="search" title={t("console_goods.scan_first")} />;
  const change = (line: Line, quantity: string) =>
    onChange(lines.map((each) => (each === line ? { ...line, quantity } : each)));
  return (
    <ul class="stock-lines">
      {lines.map((line) => (
        <li key={line.variant.id}>
          <span class="stock-line-name">
            <bdi>{line.variant.name}</bdi> <small class="quiet">{line.variant.sku}</small>
          </span>
          <Field
            numeric
            hideLabel
            class="stock-line-quantity"
            label={t("console_goods.quantity_of", { name: line.variant.name })}
            value={line.quantity}
            error={parseQuantity(line.quantity) === null ? t("console_goods.wrong_quantity") : undefined}
            onInput={(event) => change(line, event.currentTarget.value.replace(",", "."))}
          />
          <Button
            kind="quiet"
            icon="trash"
            aria-label={t("console_goods.leave_out_of", { name: line.variant.name })}
            onClick={() => onChange(lines.filter((each) => each !== line))}
          />
        </li>
      ))}
    </ul>
  );
}
