import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { letIn, type Unit } from "./price_state";

const day = (date: string) => dateTime(`${date}T12:00:00`, "date");

/** What was sold under a code of its own: whether it is still good, and the way in. */
export function UnitCard({ unit }: { unit: Unit }) {
  const enters = unit.kind !== "serial" && unit.status === "sold";
  const enter = () => void letIn(unit).catch((error: unknown) => showProblem(error, { what: "price.act_unit" }));
  return (
    <section class="price-unit" aria-label={unit.name}>
      <h2>
        <bdi>{unit.name}</bdi>
      </h2>
      <dl>
        <dt>{t(`price.unit_${unit.kind}`)}</dt>
        <dd>
          <bdi dir="ltr">{unit.code}</bdi>
        </dd>
        <dt>{t("price.unit_state")}</dt>
        <dd>
          <span role="status">{t(`price.unit_is_${unit.status}`)}</span>
        </dd>
        <dt>{t("price.unit_sold_on")}</dt>
        <dd>{day(unit.soldOn)}</dd>
        {unit.validUntil !== null && (
          <>
            <dt>{t(unit.kind === "serial" ? "price.unit_warranty" : "price.unit_valid")}</dt>
            <dd>{day(unit.validUntil)}</dd>
          </>
        )}
      </dl>
      {enters && (
        <Button kind="primary" size="large" icon="check" onClick={enter}>
          {t("price.let_in")}
        </Button>
      )}
    </section>
  );
}
