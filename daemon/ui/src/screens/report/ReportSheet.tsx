import type { ComponentChildren } from "preact";
import type { Schemas } from "../../api/call";
import { Amount } from "../../design/Amount";
import { dateTime, percent } from "../../i18n/format";
import { t } from "../../i18n/text";
import { site } from "../../till/state";
import { CartList } from "../shift/OpenCarts";
import { nameOfTender } from "../tender/tender_name";
import { Variance } from "./Variance";

export type ShiftReport = Schemas["ShiftReport"];

/** An X or Z report as it stands on the screen and on paper. */
export function ReportSheet({ report }: { report: ShiftReport }) {
  const money = (minor: number) => <Amount minor={minor} currency={report.currency} />;
  return (
    <article class="sheet" aria-label={t(`shift.report_${report.kind}`)}>
      <Head report={report} />
      <Block title={t("shift.turnover")}>
        <Row label={t("shift.sales")} count={report.sales.count} value={money(report.sales.amount)} />
        <Row label={t("shift.returns")} count={report.returns.count} value={money(report.returns.amount)} />
        <Row label={t("shift.voids")} count={report.voids.count} value={money(report.voids.amount)} />
        <Row label={t("shift.gross")} value={money(report.gross)} strong />
        <Row label={t("shift.tax")} value={money(report.tax)} />
        <Row label={t("shift.net")} value={money(report.net)} />
        {report.rounding !== 0 && <Row label={t("shift.rounding")} value={money(report.rounding)} />}
      </Block>
      <Block title={t("shift.tenders")}>
        {report.tenders.map((tender) => (
          <Row
            key={tender.tender}
            label={<bdi>{nameOfTender(tender.tender, tender.name)}</bdi>}
            count={tender.count}
            value={money(tender.amount)}
          />
        ))}
        {report.tenders.length === 0 && <Row label={t("shift.no_receipts")} value={null} />}
      </Block>
      <CashBlock report={report} />
      {report.taxes.length > 0 && <Taxes report={report} />}
      <Block title={t("shift.discounts")}>
        <Row label={t("shift.discounts")} count={report.discounts.count} value={money(report.discounts.amount)} />
        <Row label={t("shift.overrides")} value={report.overrides.count} />
        <Row label={t("shift.voided_carts")} value={report.voidedCarts.count} />
        <Row label={t("shift.no_sales")} value={report.cashMovements.noSale.count} />
      </Block>
      {report.denominations.length > 0 && <Pieces report={report} />}
      {report.openCarts.length > 0 && (
        <section class="sheet-block">
          <h2>{t("shift.baskets")}</h2>
          <CartList carts={report.openCarts} />
        </section>
      )}
    </article>
  );
}

function Head({ report }: { report: ShiftReport }) {
  const { first, last, count } = report.receipts;
  return (
    <header class="sheet-head">
      <p class="sheet-store">
        <bdi>{site.value?.name}</bdi>
      </p>
      <h2>
        {t(`shift.report_${report.kind}`)} · {t("shift.shift_no", { number: report.number })}
      </h2>
      <p class="quiet">{t(`shift.report_${report.kind}_hint`)}</p>
      <dl class="sheet-facts">
        <Fact label={t("shift.day")}>{dateTime(`${report.businessDate}T12:00:00Z`, "date")}</Fact>
        <Fact label={t("shift.opened_at")}>{dateTime(report.openedAt, "full")}</Fact>
        {report.closedAt && <Fact label={t("shift.closed_at")}>{dateTime(report.closedAt, "full")}</Fact>}
        <Fact label={`${t("shift.receipts")} (${count})`}>
          {first && last
            ? t("shift.receipt_range", { first: `\u2066${first}\u2069`, last: `\u2066${last}\u2069` })
            : t("shift.no_receipts")}
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where the drawer's money comes from; what should be in it is only said when the policy allows. */
function CashBlock({ report }: { report: ShiftReport }) {
  const money = (minor: number) => <Amount minor={minor} currency={report.currency} />;
  const { payIn, payOut, drop } = report.cashMovements;
  return (
    <Block title={t("shift.cash")}>
      <Row label={t("shift.opening")} value={money(report.openingCash)} />
      <Row label={t("shift.pay_ins")} count={payIn.count} value={money(payIn.amount)} />
      <Row label={t("shift.pay_outs")} count={payOut.count} value={money(payOut.amount)} />
      <Row label={t("shift.drops")} count={drop.count} value={money(drop.amount)} />
      <Row
        label={t("shift.expected")}
        value={
          report.expectedCash === null ? <span class="quiet">{t("shift.hidden")}</span> : money(report.expectedCash)
        }
        strong
      />
      {report.countedCash !== null && <Row label={t("shift.counted")} value={money(report.countedCash)} strong />}
      {report.variance !== null && (
        <Row label={t("shift.variance")} value={<Variance minor={report.variance} currency={report.currency} />} />
      )}
      {report.varianceReason && <Row label={t("shift.reason_given")} value={<bdi>{report.varianceReason}</bdi>} />}
    </Block>
  );
}

function Block({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sheet-block">
      <h2>{title}</h2>
      <table>
        <thead class="sr-only">
          <tr>
            <th scope="col">{t("shift.label")}</th>
            <th scope="col">{t("shift.count")}</th>
            <th scope="col">{t("shift.sum")}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Row({
  label,
  count,
  value,
  strong = false,
}: {
  label: ComponentChildren;
  count?: number;
  value: ComponentChildren;
  strong?: boolean;
}) {
  return (
    <tr class={strong ? "sheet-strong" : undefined}>
      <th scope="row">{label}</th>
      <td class="sheet-count">{count === undefined ? "" : `${count} ×`}</td>
      <td class="sheet-value">{value}</td>
    </tr>
  );
}

function Taxes({ report }: { report: ShiftReport }) {
  return (
    <section class="sheet-block">
      <h2>{t("shift.taxes")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("shift.tax_rate")}</th>
            <th scope="col" class="sheet-value">
              {t("shift.tax_base")}
            </th>
            <th scope="col" class="sheet-value">
              {t("shift.tax")}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.taxes.map((tax) => (
            <tr key={tax.code}>
              <th scope="row">
                <bdi>{tax.name || percent(tax.rate)}</bdi>
              </th>
              <td class="sheet-value">
                <Amount minor={tax.base} currency={report.currency} />
              </td>
              <td class="sheet-value">
                <Amount minor={tax.amount} currency={report.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Pieces({ report }: { report: ShiftReport }) {
  return (
    <section class="sheet-block">
      <h2>{t("shift.by_pieces")}</h2>
      <table>
        <thead class="sr-only">
          <tr>
            <th scope="col">{t("shift.value")}</th>
            <th scope="col">{t("shift.pieces")}</th>
            <th scope="col">{t("shift.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {report.denominations.map(({ value, count }) => (
            <Row
              key={value}
              label={<Amount minor={value} currency={report.currency} />}
              count={count}
              value={<Amount minor={value * count} currency={report.currency} />}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
