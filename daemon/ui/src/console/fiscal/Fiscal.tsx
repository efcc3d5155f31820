import { call, callBlob, type Schemas } from "../../api/call";
import { askText, askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, EmptyState, Facts } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { save } from "../save";
import { tell } from "../tell";
import { ChooseForm } from "./ChooseForm";
import { Receipts } from "./Receipts";
import { taxesToName } from "./rates";

type Of = Schemas["Fiscal"];
type Box = Of["boxes"][number];

/** The law's receipts: what was chosen, how the unit and each register's chain stand, and what waits for a decision. */
export default function Fiscal() {
  const fiscal = useResource("getFiscal", {}, { topics: ["orders", "settings"], every: 15_000 });
  const taxes = useResource("listTaxCategories");
  const guarded = async (what: string, run: () => Promise<unknown>) => {
    try {
      await run();
      await fiscal.reload();
    } catch (error) {
      showProblem(error, { what });
    }
  };
  const choose = (of: Of) =>
    openDialog<void>(
      (close) => (
        <DialogFrame title={t("console_fiscal.choose")}>
          <ChooseForm of={of} taxes={taxesToName(taxes.data?.items ?? [], Date.now())} onSaved={() => close()} />
        </DialogFrame>
      ),
      { label: t("console_fiscal.choose") },
    ).then(fiscal.reload);
  return (
    <Sheet
      title={t("console_fiscal.title")}
      intro={t("console_fiscal.intro")}
      actions={
        fiscal.data && (
          <>
            <Button icon="check" onClick={() => void guarded("console_fiscal.not_checked", checkChains)}>
              {t("console_fiscal.check")}
            </Button>
            <Button
              kind="primary"
              icon="settings"
              disabled={taxes.data === undefined}
              onClick={() => fiscal.data && void choose(fiscal.data)}
            >
              {t("console_fiscal.choose")}
            </Button>
          </>
        )
      }
    >
      <Loaded of={fiscal}>
        {(of) => (
          <>
            <Cards min="20rem">
              <Chosen of={of} />
              {of.unit && <Unit of={of.unit} guarded={guarded} />}
            </Cards>
            {of.profile !== "none" && (
              <Boxes
                boxes={of.boxes}
                onClose={(box) => void guarded("console_fiscal.not_closed", () => closeBox(box))}
              />
            )}
          </>
        )}
      </Loaded>
      {fiscal.data && fiscal.data.boxes.length > 0 && <Receipts onDecided={() => void fiscal.reload()} />}
    </Sheet>
  );
}

function Chosen({ of: { profile, settings } }: { of: Of }) {
  const policy = settings?.["onFailure"] === "ask" ? "ask" : "postpone";
  return (
    <Card title={t("console_fiscal.profile")}>
      <p>
        <strong>{t(`console_fiscal.profile_${profile}`)}</strong>
      </p>
      <p class="quiet">{t(`console_fiscal.profile_${profile}_means`)}</p>
      {profile !== "none" && (
        <Facts facts={[[t("console_fiscal.on_failure"), t(`console_fiscal.on_failure_${policy}`)]]} />
      )}
    </Card>
  );
}

function Unit({
  of,
  guarded,
}: {
  of: NonNullable<Of["unit"]>;
  guarded: (what: string, run: () => Promise<unknown>) => Promise<void>;
}) {
  const put = (body: Schemas["FiscalUnitState"]) =>
    guarded("console_fiscal.unit_failed", () => act("fiscal_unit", (key) => call("putFiscalUnit", { body, key })));
  const out = async () => {
    const reason = await askText({
      title: t("console_fiscal.unit_out"),
      label: t("core.reason"),
      about: t("console_fiscal.unit_out_text"),
      confirm: t("console_fiscal.unit_out"),
    });
    if (reason !== undefined) await put({ working: false, reason });
  };
  return (
    <Card
      title={t("console_fiscal.unit")}
      actions={
        can("device_admin") && (
          <Button size="small" onClick={() => void (of.working ? out() : put({ working: true }))}>
            {t(of.working ? "console_fiscal.unit_out" : "console_fiscal.unit_back")}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [
            t("console_fiscal.state"),
            <Badge key="state" tone={of.working ? "good" : "bad"}>
              {t(of.working ? "console_fiscal.unit_works" : "console_fiscal.unit_is_out")}
            </Badge>,
          ],
          ...(of.working ? [] : ([[t("core.reason"), <bdi key="why">{of.outReason}</bdi>]] as const)),
          [t("console_fiscal.unit_kind"), t("console_fiscal.unit_software")],
          [
            t("console_fiscal.serial"),
            <bdi key="serial" dir="ltr">
              {of.serial}
            </bdi>,
          ],
        ]}
      />
    </Card>
  );
}

function Boxes({ boxes, onClose }: { boxes: readonly Box[]; onClose: (box: Box) => void }) {
  return (
    <Card title={t("console_fiscal.boxes")}>
      <p class="quiet">{t("console_fiscal.boxes_text")}</p>
      <Table
        caption={t("console_fiscal.boxes")}
        rows={boxes}
        idOf={({ registerId }) => registerId}
        empty={<EmptyState icon="drawer" title={t("console_fiscal.no_boxes")} />}
        columns={[
          {
            id: "box",
            head: t("console_fiscal.cash_box"),
            main: true,
            cell: (box) => <bdi dir="ltr">{box.cashBox}</bdi>,
          },
          { id: "number", head: t("console_fiscal.register"), numeric: true, cell: (box) => box.registerNumber },
          { id: "receipts", head: t("console_fiscal.receipts"), numeric: true, cell: (box) => box.receipts },
          { id: "state", head: t("console_fiscal.state"), cell: (box) => <BoxState of={box} /> },
          { id: "since", head: t("console_fiscal.since"), cell: (box) => dateTime(box.startedAt, "date") },
        ]}
        actions={(box) => (
          <div class="card-actions">
            {can("reports") && (
              <Button size="small" icon="note" onClick={() => void exportSigned(box)}>
                {t("console_fiscal.export")}
              </Button>
            )}
            {box.closedAt === null && can("device_admin") && (
              <Button size="small" kind="danger" onClick={() => onClose(box)}>
                {t("console_fiscal.close")}
              </Button>
            )}
          </div>
        )}
      />
    </Card>
  );
}

function BoxState({ of: box }: { of: Box }) {
  if (box.closedAt !== null)
    return <Badge>{t("console_fiscal.closed_since", { time: dateTime(box.closedAt, "date") })}</Badge>;
  if (box.undecided > 0) return <Badge tone="bad">{t("console_fiscal.undecided", { n: box.undecided })}</Badge>;
  if (box.postponed > 0) return <Badge tone="warning">{t("console_fiscal.postponed", { n: box.postponed })}</Badge>;
  if (box.outSince !== null) return <Badge tone="warning">{t("console_fiscal.unit_is_out")}</Badge>;
  return <Badge tone="good">{t("console_fiscal.all_told")}</Badge>;
}

async function checkChains(): Promise<void> {
  const { data } = await call("checkFiscalChains", { patience: 60_000 });
  if (data.sound) tell(t("console_fiscal.sound", { n: data.receipts }));
  else showProblem(new Error(data.finding), { what: "console_fiscal.not_sound" });
}

async function closeBox({ registerId, cashBox }: Box): Promise<void> {
  const sure = await askYes({
    title: t("console_fiscal.close_title", { box: cashBox }),
    text: t("console_fiscal.close_text"),
    yes: t("console_fiscal.close"),
    danger: true,
  });
  if (!sure) return;
  await act("fiscal_closing", (key) => call("closeCashBox", { path: { id: registerId }, key }));
  tell(t("console_fiscal.was_closed", { box: cashBox }));
}

async function exportSigned({ registerId, cashBox }: Box): Promise<void> {
  try {
    const file = await callBlob("exportSignedReceipts", {
      path: { id: registerId },
      accept: "application/json",
      patience: 60_000,
    });
    save(`dep7-${cashBox}.json`, "application/json", file);
  } catch (error) {
    showProblem(error, { what: "console_fiscal.not_exported" });
  }
}
