import { useState } from "preact/hooks";
import type { Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState, type Tone } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { qrCode, qrPath } from "../../display/qr";
import { Undecided } from "../../fiscal/Undecided";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useList } from "../data";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import "./fiscal.css";

type Receipt = Schemas["FiscalReceipt"];
const tones: Record<Receipt["state"], Tone> = {
  undecided: "bad",
  registered: "good",
  postponed: "warning",
  skipped: "plain",
  marked: "plain",
};

/** What the unit was asked about; the special ones have no order and show their code here, to be checked or printed. */
export function Receipts({ onDecided }: { onDecided: () => void }) {
  const [state, setState] = useState("");
  const query = { limit: 50, ...(state === "" ? {} : { state: state as Receipt["state"] }) };
  const receipts = useList("listFiscalReceipts", { query }, { topics: ["orders"] });
  const decide = (receipt: Receipt) =>
    openDialog<void>((close) => <Undecided receipt={receipt} close={close} />, { label: t("fiscal.title") }).then(
      () => {
        onDecided();
        return receipts.reload();
      },
    );
  return (
    <Card
      title={t("console_fiscal.signed")}
      actions={
        <Select
          label={t("console_fiscal.state")}
          hideLabel
          value={state}
          options={[
            { value: "", label: t("console_system.audit_all") },
            ...Object.keys(tones).map((value) => ({ value, label: t(`console_fiscal.state_${value}`) })),
          ]}
          onChoose={setState}
        />
      }
    >
      <Loaded of={receipts}>
        {(items) => (
          <Table
            caption={t("console_fiscal.signed")}
            rows={items}
            idOf={({ id }) => String(id)}
            more={receipts.more ? receipts.next : undefined}
            empty={<EmptyState icon="receipt" title={t("console_fiscal.none_signed")} />}
            columns={[
              {
                id: "number",
                head: t("console_orders.number"),
                main: true,
                cell: ({ number, orderId }) =>
                  orderId === null ? (
                    <bdi dir="ltr">{number}</bdi>
                  ) : (
                    <a href={linkTo("orders", [orderId])} dir="ltr">
                      {number}
                    </a>
                  ),
              },
              { id: "kind", head: t("console_fiscal.kind"), cell: ({ kind }) => t(`console_fiscal.kind_${kind}`) },
              {
                id: "state",
                head: t("console_fiscal.state"),
                cell: (receipt) => (
                  <Badge tone={tones[receipt.state]}>{t(`console_fiscal.state_${receipt.state}`)}</Badge>
                ),
              },
              { id: "at", head: t("console_backups.when"), cell: ({ at }) => dateTime(at, "full") },
              {
                id: "why",
                head: t("core.reason"),
                cell: ({ reason, problem }) => <bdi>{reason || problem || "–"}</bdi>,
              },
            ]}
            actions={(receipt) =>
              receipt.state === "undecided" ? (
                <Button size="small" kind="primary" onClick={() => void decide(receipt)}>
                  {t("console_fiscal.decide")}
                </Button>
              ) : (
                receipt.code !== null && (
                  <Button size="small" onClick={() => showCode(receipt)}>
                    {t("console_fiscal.show_code")}
                  </Button>
                )
              )
            }
          />
        )}
      </Loaded>
    </Card>
  );
}

/** As the tax office's own programs scan it from a screen. */
function showCode({ number, kind, code }: Receipt): void {
  if (code === null) return;
  const grid = qrCode(code);
  const title = `${t(`console_fiscal.kind_${kind}`)} ${number}`;
  void openDialog<void>(
    (close) => (
      <DialogFrame title={title} buttons={<Button onClick={() => close()}>{t("core.close")}</Button>}>
        {grid && (
          <svg
            class="fiscal-code"
            viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`}
            role="img"
            aria-label={t("console_fiscal.code")}
          >
            <rect width="100%" height="100%" fill="#fff" />
            <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
          </svg>
        )}
        <p class="fiscal-code-text" dir="ltr">
          {code}
        </p>
      </DialogFrame>
    ),
    { label: title },
  );
}
