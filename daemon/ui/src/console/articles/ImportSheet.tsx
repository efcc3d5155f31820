import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards, Figure } from "../../design/Card";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { Sheet } from "../frame/Sheet";
import { linkTo } from "../place";
import { tell } from "../tell";
import { type CsvFile, chosenOf, csvOf, fields, guesses, readCsv, textOf } from "./csv";

type Report = Schemas["ImportReport"];

/** Articles from a file: which column is what, what would happen, and only then that it happens. */
export function ImportSheet() {
  const [file, setFile] = useState<CsvFile>();
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [report, setReport] = useState<Report>();
  const [busy, setBusy] = useState(false);
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const read = readCsv(textOf(new Uint8Array(await chosen.arrayBuffer())));
    setReport(undefined);
    if (read === null) return showBanner({ id: "csv", tone: "error", title: t("console_goods.no_csv") });
    setFile(read);
    setColumns(guesses(read.head));
  };
  const remap = (next: readonly string[]) => {
    setColumns(next);
    setReport(undefined); // it was about other columns
  };
  const send = async (dryRun: boolean) => {
    if (file === undefined) return;
    setBusy(true);
    try {
      const answer = await importCsv(csvOf(file, columns), dryRun);
      setReport(dryRun ? answer : undefined);
      if (dryRun) return;
      setFile(undefined);
      tell(t("console_goods.imported", { ...counts(answer) }));
    } catch (error) {
      showProblem(error, { what: "console_goods.import_failed" });
    } finally {
      setBusy(false);
    }
  };
  const back = { href: linkTo("articles"), label: t("console_goods.articles") };
  return (
    <Sheet title={t("console_goods.import")} intro={t("console_goods.import_intro")} back={back}>
      <Card>
        <label class="file-choice">
          <span>{t("console_goods.csv_file")}</span>
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
      </Card>
      {file && (
        <Card
          title={t("console_goods.columns")}
          actions={
            <>
              <Button disabled={busy || !columns.includes("sku")} onClick={() => void send(true)}>
                {t("console_goods.preview")}
              </Button>
              <Button kind="primary" disabled={busy || report === undefined} onClick={() => void send(false)}>
                {t("console_goods.import_now")}
              </Button>
            </>
          }
        >
          <Mapping file={file} columns={columns} onChange={remap} />
          <FirstRows file={file} columns={columns} />
          {!columns.includes("sku") && <p class="field-error">{t("console_goods.sku_needed")}</p>}
        </Card>
      )}
      {report && <Preview report={report} />}
    </Sheet>
  );
}

function importCsv(csv: string, dryRun: boolean): Promise<Report> {
  return act("importCatalogue", async (key) => {
    const body = csv as never; // a file, not the rows that the operation takes as JSON
    const { data } = await call("importCatalogue", {
      query: { dryRun },
      body,
      media: "text/csv",
      key,
      patience: 300_000,
    });
    return data;
  });
}

const counts = ({ added, changed, unchanged, rejected }: Report) => ({
  added,
  changed,
  unchanged,
  rejected: rejected.length,
});

function Mapping({
  file,
  columns,
  onChange,
}: {
  file: CsvFile;
  columns: readonly string[];
  onChange: (columns: string[]) => void;
}) {
  return (
    <div class="mapping">
      {file.head.map((head, at) => (
        <Select
          key={head}
          label={head}
          hint={t("console_goods.for_example", { text: file.rows[0]?.[at] ?? "" })}
          value={columns[at] ?? ""}
          options={[
            { value: "", label: t("console_goods.leave_out") },
            ...fields.map((field) => ({ value: field, label: t(`console_goods.field_${field}`) })),
          ]}
          onChoose={(field) => onChange(columns.map((each, n) => (n === at ? field : each === field ? "" : each)))}
        />
      ))}
      <p class="quiet">{t("console_goods.rows_found", { n: file.rows.length })}</p>
    </div>
  );
}

const rowsShown = 5;
/** The beginning of the file as it will be read. */
function FirstRows({ file, columns }: { file: CsvFile; columns: readonly string[] }) {
  const { head, rows } = chosenOf(file, columns);
  if (head.length === 0) return null;
  return (
    <Table
      caption={t("console_goods.first_rows")}
      showCaption
      rows={rows.slice(0, rowsShown).map((cells, at) => ({ cells, at: String(at) }))}
      idOf={({ at }) => at}
      columns={head.map((field, column) => ({
        id: field,
        head: t(`console_goods.field_${field}`),
        main: field === "sku",
        cell: ({ cells }: { cells: string[]; at: string }) => <bdi>{cells[column]}</bdi>,
      }))}
    />
  );
}

function Preview({ report }: { report: Report }) {
  return (
    <Card title={t("console_goods.preview")}>
      <Cards min="9rem">
        <Figure label={t("console_goods.added")} value={report.added} />
        <Figure label={t("console_goods.changed")} value={report.changed} />
        <Figure label={t("console_goods.unchanged")} value={report.unchanged} />
        <Figure
          label={t("console_goods.rejected")}
          value={report.rejected.length}
          tone={report.rejected.length > 0 ? "bad" : "good"}
        />
      </Cards>
      {report.rejected.length > 0 && (
        <Table
          caption={t("console_goods.rejected")}
          rows={report.rejected.slice(0, 200)}
          idOf={({ line }) => String(line)}
          columns={[
            { id: "line", head: t("console_goods.line"), cell: ({ line }) => line, main: true },
            { id: "sku", head: t("console_goods.sku"), cell: ({ sku }) => <bdi dir="ltr">{sku}</bdi> },
            { id: "why", head: t("core.reason"), cell: ({ reasons }) => <bdi>{reasons.join("; ")}</bdi> },
          ]}
        />
      )}
    </Card>
  );
}
