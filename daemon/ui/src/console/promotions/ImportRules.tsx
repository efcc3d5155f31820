import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Problem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { TextArea } from "../../design/Form";
import { Table } from "../../design/Table";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { tell } from "../tell";

type Wrong = readonly { pointer: string; detail: string }[];

/** Rules as documents, from a file or pasted; what is wrong is named by its path, and nothing is kept then. */
export function ImportRules() {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<Wrong>([]);
  const take = async (file: File | undefined) => file && setText(await file.text());
  const send = async () => {
    setWrong([]);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch (error) {
      setWrong([{ pointer: "", detail: String(error instanceof Error ? error.message : error) }]);
      return;
    }
    if (!Array.isArray(body)) body = [body];
    try {
      const { data } = await act("importPromotionRules", (key) =>
        call("importPromotionRules", { body: body as never, key, patience: 60_000 }),
      );
      tell(t("console_goods.rules_imported", { ...data }));
      goTo("promotions", [], {}, true);
    } catch (error) {
      if (error instanceof Problem && error.errors.length > 0) setWrong(error.errors);
      else showProblem(error, { what: "console_goods.rules_failed" });
    }
  };
  const back = { href: linkTo("promotions"), label: t("console_goods.promotions") };
  return (
    <Sheet title={t("console_goods.import_json")} intro={t("console_goods.import_json_intro")} back={back}>
      <Card
        actions={
          <Button kind="primary" disabled={text.trim() === ""} onClick={() => void send()}>
            {t("console_goods.import_now")}
          </Button>
        }
      >
        <label class="file-choice">
          <span>{t("console_goods.json_file")}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        <TextArea label={t("console_goods.json_text")} value={text} rows={14} onInput={setText} />
      </Card>
      {wrong.length > 0 && (
        <Card title={t("console_goods.rules_wrong")}>
          <Table
            caption={t("console_goods.rules_wrong")}
            rows={wrong}
            idOf={({ pointer, detail }) => pointer + detail}
            columns={[
              {
                id: "path",
                head: t("console_goods.path"),
                main: true,
                cell: ({ pointer }) => <bdi dir="ltr">{pointer || "/"}</bdi>,
              },
              { id: "why", head: t("core.reason"), cell: ({ detail }) => <bdi>{detail}</bdi> },
            ]}
          />
        </Card>
      )}
    </Sheet>
  );
}
