import { Icon } from "../../design/Icon";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import "./report.css";

/** Too much, too little or just right, in words and never by a sign alone. */
export function Variance({ minor, currency }: { minor: number; currency: string }) {
  if (minor === 0)
    return (
      <span class="variance variance-none">
        <Icon name="check" />
        {t("shift.no_variance")}
      </span>
    );
  return (
    <span class="variance variance-off">
      <Icon name="warning" />
      {t(minor > 0 ? "shift.over" : "shift.short", { amount: money(Math.abs(minor), currency) })}
    </span>
  );
}
