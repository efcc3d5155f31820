import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { shift } from "../../till/state";
import { Variance } from "./Variance";

type Shift = Schemas["Shift"];

/** The register's shifts, newest first; the first is chosen when none was asked for. */
export function ShiftList({
  registerId,
  chosen,
  onChoose,
}: {
  registerId: string | null;
  chosen: string | null;
  onChoose: (shiftId: string) => void;
}) {
  const [shifts, setShifts] = useState<Shift[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const load = async (cursor?: string) => {
    if (registerId === null) return;
    try {
      const { data } = await call("listShifts", {
        path: { id: registerId },
        query: { limit: 12, ...(cursor ? { cursor } : {}) },
      });
      setShifts(cursor ? [...shifts, ...data.items] : data.items);
      setNext(data.next);
      const first = data.items[0];
      if (chosen === null && !cursor && first) onChoose(first.shiftId);
    } catch (error) {
      showProblem(error, { what: "shift.what_read" });
    }
  };
  useEffect(() => {
    void load();
  }, [registerId, shift.value?.shiftId]);
  return (
    <nav class="shift-list" aria-label={t("shift.past")}>
      <h2>{t("shift.past")}</h2>
      <ul>
        {shifts.map((each) => (
          <li key={each.shiftId}>
            <button
              type="button"
              class="shift-row"
              aria-current={each.shiftId === chosen ? "true" : undefined}
              onClick={() => onChoose(each.shiftId)}
            >
              <strong>{t("shift.shift_no", { number: each.number })}</strong>
              <span class="shift-row-kind">{t(each.status === "OPEN" ? "shift.report_X" : "shift.report_Z")}</span>
              <span class="quiet">{dateTime(each.openedAt)}</span>
              {each.variance !== null && each.variance !== 0 ? (
                <Variance minor={each.variance} currency={each.currency} />
              ) : (
                <span class="quiet">{t(`shift.status_${each.status}`)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {next !== null && <Button onClick={() => void load(next)}>{t("shift.more")}</Button>}
    </nav>
  );
}
