import { call } from "../../api/call";
import { Amount } from "../../design/Amount";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState, Facts } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { lang, t } from "../../i18n/text";
import { act } from "../../till/act";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { save } from "../save";
import { tell } from "../tell";

/** What the next seal would say, the button that seals, and the seals so far. */
export function Days() {
  const open = useResource("getOpenDay", {}, { topics: ["orders", "shifts"] });
  const days = useList("listDays", {}, { topics: ["shifts", "system"] });
  const close = async (openShifts: number) => {
    const yes = await askYes({
      title: t("console_shifts.seal_title"),
      text: openShifts > 0 ? t("console_shifts.seal_open", { n: openShifts }) : t("console_shifts.seal_text"),
      yes: t("console_shifts.seal"),
    });
    if (!yes) return;
    try {
      const body = { openShifts: openShifts > 0 ? "name" : "refuse" } as const;
      const { data } = await act("close_day", (key) => call("closeDay", { body, key }));
      tell(t("console_shifts.sealed", { number: data.number }));
      await Promise.all([open.reload(), days.reload()]);
    } catch (error) {
      showProblem(error, { what: "console_shifts.act_seal" });
    }
  };
  return (
    <div class="days">
      <Loaded of={open}>
        {(day) => (
          <Card
            title={t("console_shifts.open_day")}
            actions={
              <Button kind="primary" icon="lock" onClick={() => void close(day.openShifts.length)}>
                {t("console_shifts.seal")}
              </Button>
            }
          >
            <Seal seal={day} />
          </Card>
        )}
      </Loaded>
      <Loaded of={days}>
        {(items) => (
          <Card>
            <Table
              caption={t("console_shifts.history")}
              showCaption
              rows={items}
              idOf={({ number }) => String(number)}
              hrefOf={({ number }) => linkTo("shifts", ["day", String(number)])}
              more={days.more ? days.next : undefined}
              empty={<EmptyState icon="lock" title={t("console_shifts.no_days")} />}
              columns={[
                {
                  id: "day",
                  head: t("console_shifts.day"),
                  main: true,
                  cell: ({ businessDate, number }) => `${dateTime(`${businessDate}T12:00:00Z`, "date")} · ${number}`,
                },
                { id: "at", head: t("console_shifts.sealed_at"), cell: ({ closedAt }) => dateTime(closedAt, "full") },
                { id: "records", head: t("console_shifts.records"), numeric: true, cell: ({ seal }) => seal.records },
                {
                  id: "total",
                  head: t("console_orders.total"),
                  numeric: true,
                  cell: ({ seal }) => <Amount minor={seal.total} currency={seal.currency} />,
                },
                {
                  id: "root",
                  head: t("console_shifts.fingerprint"),
                  cell: ({ sha256 }) => <code dir="ltr">{sha256.slice(0, 16)}</code>,
                },
              ]}
            />
          </Card>
        )}
      </Loaded>
    </div>
  );
}

type SealOf = NonNullable<ReturnType<typeof useResource<"getOpenDay">>["data"]>;

/** What a seal says: what is in it, what is open, what has not gone to the hub, what is missing and why. */
function Seal({ seal }: { seal: SealOf }) {
  const gaps = seal.registers.flatMap((register) =>
    register.gaps.map((gap) => ({ ...gap, register: register.number })),
  );
  return (
    <>
      <div class="days-badges">
        <Badge tone={seal.openShifts.length > 0 ? "warning" : "good"}>
          {t("console_shifts.n_open", { n: seal.openShifts.length })}
        </Badge>
        <Badge tone={gaps.some(({ reason }) => reason === "unexplained") ? "bad" : "good"}>
          {t("console_shifts.n_gaps", { n: gaps.length })}
        </Badge>
      </div>
      <Facts
        facts={[
          [t("console_orders.total"), <Amount key="t" minor={seal.total} currency={seal.currency} />],
          [t("console_shifts.records"), seal.records],
          [t("console_shifts.unsent"), <UnsentOrders key="u" unsent={seal.unsent} currency={seal.currency} />],
          [t("console_shifts.unregistered"), seal.unregistered],
        ]}
      />
      <Table
        caption={t("console_shifts.registers")}
        rows={seal.registers}
        idOf={({ register }) => register}
        empty={<p class="quiet">{t("console_shifts.nothing_open")}</p>}
        columns={[
          {
            id: "till",
            head: t("console_day.till"),
            main: true,
            cell: ({ number }) => t("console_shifts.till", { number }),
          },
          {
            id: "receipts",
            head: t("console_shifts.receipts"),
            cell: ({ firstReceipt, lastReceipt }) => (
              <bdi dir="ltr">{firstReceipt === "" ? "–" : `${firstReceipt} … ${lastReceipt}`}</bdi>
            ),
          },
          {
            id: "total",
            head: t("console_orders.total"),
            numeric: true,
            cell: ({ total }) => <Amount minor={total} currency={seal.currency} />,
          },
          {
            id: "cash",
            head: t("console_shifts.variance"),
            numeric: true,
            cell: ({ cash }) => <Amount minor={cash.variance} currency={seal.currency} />,
          },
        ]}
      />
      {gaps.map((gap) => (
        <p key={gap.after}>
          {t(`console_shifts.gap_${gap.reason}`, { register: gap.register, after: gap.after, before: gap.before })}
        </p>
      ))}
    </>
  );
}

function UnsentOrders({ unsent, currency }: { unsent: SealOf["unsent"]; currency: string }) {
  return (
    <span>
      {unsent.orders}
      {unsent.orders > 0 && (
        <>
          {" "}
          · <Amount minor={unsent.amount} currency={currency} />
        </>
      )}
    </span>
  );
}

export function Day({ number }: { number: string }) {
  const day = useResource("getDay", { path: { number }, query: { lang: lang.value } });
  return (
    <Sheet
      title={t("console_shifts.day_number", { number })}
      intro={day.data && dateTime(day.data.closedAt, "full")}
      back={{ href: linkTo("shifts", [], { view: "days" }), label: t("console_shifts.view_days") }}
      actions={
        day.data && (
          <Button onClick={() => day.data && save(`day-${number}.json`, "application/json", day.data.document)}>
            {t("console_shifts.keep")}
          </Button>
        )
      }
    >
      <Loaded of={day}>
        {(found) => (
          <div class="shift-detail">
            <Card title={t("console_shifts.contents")}>
              <Seal seal={found.seal} />
            </Card>
            <Card title={t("console_shifts.proof")}>
              <Facts
                facts={[
                  [
                    t("console_shifts.fingerprint"),
                    <code key="f" class="seal-code" dir="ltr">
                      {found.sha256}
                    </code>,
                  ],
                  [
                    t("console_shifts.signature"),
                    <code key="s" class="seal-code" dir="ltr">
                      {found.signature}
                    </code>,
                  ],
                  [
                    t("console_shifts.key"),
                    <code key="k" class="seal-code" dir="ltr">
                      {found.key}
                    </code>,
                  ],
                ]}
              />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: longer than the screen, it has to scroll by keys */}
              <pre class="seal-text" tabIndex={0} dir={lang.value === "ar" ? "rtl" : "ltr"}>
                {found.text}
              </pre>
            </Card>
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}
