import type { Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { Badge, Card } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { own } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { type Resource, useResource } from "../data";
import { Loaded } from "../Loaded";
import { personOf } from "../people";
import { linkTo } from "../place";

/** Every register, whether somebody sells there, and what its drawer should hold. */
export function Tills({ open }: { open: Resource<{ items: Schemas["Shift"][]; next: string | null }> }) {
  const registers = useResource("listRegisters", {}, { topics: ["shifts"] });
  const shiftOf = (id: string) => open.data?.items.find(({ registerId }) => registerId === id);
  return (
    <Card title={t("console_day.tills")} class="today-tills">
      <Loaded of={registers}>
        {({ items }) => (
          <Table
            caption={t("console_day.tills")}
            rows={items.filter(({ active }) => active)}
            idOf={({ id }) => id}
            hrefOf={({ id }) => linkTo("shifts", shiftOf(id) ? [shiftOf(id)?.shiftId ?? ""] : [])}
            columns={[
              { id: "name", head: t("console_day.till"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
              {
                id: "state",
                head: t("console_day.state"),
                cell: ({ id }) => {
                  const shift = shiftOf(id);
                  return (
                    <Badge tone={shift ? "good" : "plain"}>
                      {shift
                        ? t("console_day.open_since", {
                            time: dateTime(shift.openedAt),
                            staff: own(personOf(shift.openedBy)),
                          })
                        : t("console_day.closed")}
                    </Badge>
                  );
                },
              },
              {
                id: "cash",
                head: t("console_day.in_drawer"),
                numeric: true,
                cell: ({ id }) => {
                  const shift = shiftOf(id);
                  if (!shift) return "–";
                  if (shift.expectedCash === null) return <span class="quiet">{t("console_day.blind")}</span>;
                  return <Amount minor={shift.expectedCash} currency={shift.currency} />;
                },
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
