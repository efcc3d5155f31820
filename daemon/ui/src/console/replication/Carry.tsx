import { useState } from "preact/hooks";
import { call, callBlob } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards } from "../../design/Card";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { keepFile } from "../articles/goods";
import { Sheet } from "../frame/Sheet";
import { linkTo } from "../place";
import { tell } from "../tell";

const media = "application/vnd.holdfast.carry";

/** Replication by hand where there is no line: a sealed file to the hub, and its answer back. */
export function Carry() {
  const [busy, setBusy] = useState(false);
  const guarded = async (what: string, run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      showProblem(error, { what });
    } finally {
      setBusy(false);
    }
  };
  const write = () =>
    guarded("console_machine.carry_out_failed", async () => {
      const file = await callBlob("writeCarryOut", { accept: media, patience: 120_000 });
      keepFile(`store-${new Date().toISOString().slice(0, 10)}.hfcarry`, file);
    });
  const take = (file: File | undefined) =>
    file === undefined
      ? undefined
      : guarded("console_machine.carry_in_failed", async () => {
          const body = file as never; // a file, no JSON
          const { data } = await act("takeCarriedAnswer", (key) =>
            call("takeCarriedAnswer", { body, media, key, patience: 120_000 }),
          );
          tell(t("console_machine.carried", { n: data.ackSeq }));
        });
  return (
    <Sheet
      title={t("console_machine.carry")}
      intro={t("console_machine.carry_intro")}
      back={{ href: linkTo("replication"), label: t("console_machine.replication") }}
    >
      <Cards min="20rem">
        <Card title={t("console_machine.carry_out")}>
          <p>{t("console_machine.carry_out_text")}</p>
          <Button kind="primary" disabled={busy} onClick={() => void write()}>
            {t("console_machine.carry_out_button")}
          </Button>
        </Card>
        <Card title={t("console_machine.carry_in")}>
          <label class="file-choice">
            <span>{t("console_machine.carry_in_text")}</span>
            <input type="file" disabled={busy} onChange={(event) => void take(event.currentTarget.files?.[0])} />
          </label>
        </Card>
      </Cards>
    </Sheet>
  );
}
