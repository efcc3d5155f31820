import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime, money, percent } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { currency } from "../../till/state";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { Rounding } from "../taxes/Rounding";
import { editTax, editTender } from "./edit";

type Tender = Schemas["Tender"];

/** What is taxed how, and what is taken as payment. */
export default function Money() {
  return (
    <Sheet title={t("console_money.title")} intro={t("console_money.intro")}>
      <Tenders />
      <Taxes />
      <Rounding />
    </Sheet>
  );
}

function Tenders() {
  const tenders = useResource("listTenders");
  const reload = () => void tenders.reload();
  const turn = async (tender: Tender) => {
    const { code, ...body } = tender;
    try {
      await act("tender", (key) =>
        call("putTender", { path: { code }, body: { ...body, active: !tender.active }, key }),
      );
      reload();
    } catch (error) {
      showProblem(error, { what: "console_money.not_saved" });
    }
  };
  return (
    <Loaded of={tenders}>
      {({ items }) => (
        <Card
          title={t("console_money.tenders")}
          actions={
            <Button icon="plus" onClick={() => void editTender(undefined, items).then(reload)}>
              {t("console_money.add_tender")}
            </Button>
          }
        >
          <Table
            caption={t("console_money.tenders")}
            rows={items}
            idOf={({ code }) => code}
            onOpen={(tender) => void editTender(tender, items).then(reload)}
            columns={[
              { id: "name", head: t("console_money.name"), cell: ({ name }) => <bdi>{name}</bdi>, main: true },
              { id: "kind", head: t("console_money.kind"), cell: ({ kind }) => t(`console_money.kind_${kind}`) },
              { id: "currency", head: t("console_setup.currency"), cell: (tender) => tender.currency },
              {
                id: "rounding",
                head: t("console_money.rounding"),
                numeric: true,
                cell: (tender) =>
                  (tender.roundingStep ?? 1) > 1 ? money(tender.roundingStep ?? 1, tender.currency) : "–",
              },
              {
                id: "state",
                head: t("console_staff.state"),
                cell: ({ active }) => (
                  <Badge tone={active ? "good" : "plain"}>
                    {t(active ? "console_money.taken" : "console_money.not_taken")}
                  </Badge>
                ),
              },
            ]}
            actions={(tender) => (
              <Button kind="quiet" size="small" onClick={() => void turn(tender)}>
                {t(tender.active ? "console_money.stop" : "console_money.start")}
              </Button>
            )}
          />
        </Card>
      )}
    </Loaded>
  );
}

function Taxes() {
  const taxes = useResource("listTaxCategories");
  const reload = () => void taxes.reload();
  return (
    <Loaded of={taxes}>
      {({ items }) => (
        <Card
          title={t("console_money.taxes")}
          actions={
            <Button icon="plus" onClick={() => void editTax(undefined, items).then(reload)}>
              {t("console_money.add_tax")}
            </Button>
          }
        >
          <Table
            caption={t("console_money.taxes")}
            rows={items}
            idOf={({ code }) => code}
            onOpen={(category) => void editTax(category, items).then(reload)}
            columns={[
              { id: "name", head: t("console_money.name"), cell: ({ name }) => <bdi>{name}</bdi>, main: true },
              { id: "code", head: t("console_money.code"), cell: ({ code }) => <bdi dir="ltr">{code}</bdi> },
              {
                id: "rates",
                head: t("console_money.rates"),
                cell: ({ rates }) => (
                  <ul>
                    {rates.map((rate) => (
                      <li key={`${rate.code}${rate.from ?? ""}`}>
                        {rate.kind === "fixed_per_unit"
                          ? money(rate.amount ?? 0, currency.value)
                          : rate.exempt
                            ? t("console_taxes.exempt")
                            : percent(rate.rate ?? "0")}{" "}
                        <span class="quiet">
                          {rate.from ? t("console_money.from", { day: dateTime(rate.from, "date") }) : ""}{" "}
                          {rate.to ? t("console_money.until", { day: dateTime(rate.to, "date") }) : ""}
                        </span>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </Card>
      )}
    </Loaded>
  );
}
