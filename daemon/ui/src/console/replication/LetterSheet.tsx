import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { askText, askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Facts } from "../../design/Card";
import { Document } from "../../design/Document";
import { dateTime } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { datasetName } from "./Datasets";
import { LetterEditor } from "./LetterEditor";

/** One record that could not be taken over: why, what it says, what mends it, and the two decisions. */
export function LetterSheet({ id }: { id: string }) {
  const shown = useResource("getDeadLetter", { path: { deadLetterId: id } }, { topics: ["replication"] });
  const letter = shown.data?.letter;
  const [editing, setEditing] = useState(false);
  const open = letter?.status === "pending" && can("device_admin");
  // Rows of masters are put right at the hub and come down by themselves then; what a store sent can be put right here.
  const fixable = letter?.direction === "up" && shown.data?.document !== null;
  const decide = async (what: "replay" | "discard") => {
    const path = { deadLetterId: id };
    try {
      if (what === "replay") {
        const text = t("console_machine.replay_text");
        if (!(await askYes({ title: t("console_machine.replay"), text, yes: t("console_machine.replay") }))) return;
        await act("replayDeadLetter", (key) => call("replayDeadLetter", { path, body: {}, key }));
      } else {
        const reason = await askText({
          title: t("console_machine.discard_letter"),
          label: t("core.reason"),
          about: t("console_machine.discard_letter_text"),
          confirm: t("console_machine.discard_letter"),
          danger: true,
        });
        if (reason === undefined) return;
        await act("discardDeadLetter", (key) => call("discardDeadLetter", { path, body: { reason }, key }));
      }
      await shown.reload();
    } catch (error) {
      showProblem(error, { what: "console_machine.letter_failed" });
    }
  };
  return (
    <Sheet
      title={t("console_machine.letter")}
      back={{ href: linkTo("replication"), label: t("console_machine.replication") }}
      actions={
        open && (
          <>
            <Button kind="danger" onClick={() => void decide("discard")}>
              {t("console_machine.discard_letter")}
            </Button>
            {fixable && (
              <Button icon="note" aria-pressed={editing} onClick={() => setEditing(!editing)}>
                {t("console_machine.fix_letter")}
              </Button>
            )}
            {letter?.direction === "up" && (
              <Button kind="primary" onClick={() => void decide("replay")}>
                {t("console_machine.replay")}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded of={shown}>
        {({ letter: told, document }) => (
          <>
            <Card title={told.dataset ? `${datasetName(told.dataset)} ${told.key ?? ""}` : told.eventType}>
              <p>
                <strong>
                  <bdi>{told.detail}</bdi>
                </strong>
              </p>
              <p>{adviceFor(told.direction, told.errorClass)}</p>
              {open && pageOf[told.dataset ?? ""] && (
                <a href={linkTo(pageOf[told.dataset ?? ""] ?? "")}>{t("console_machine.mend_here")}</a>
              )}
              <Facts
                facts={[
                  [t("console_machine.state"), t(`console_machine.letter_${told.status}`)],
                  [t("console_machine.direction"), t(`console_machine.${told.direction}`)],
                  [
                    t("console_machine.error_class"),
                    <bdi key="class" dir="ltr">
                      {told.errorClass}
                    </bdi>,
                  ],
                  ...(told.seq ? ([[t("console_machine.event_number"), told.seq]] as const) : []),
                  [t("console_machine.tries"), told.attempts],
                  [t("console_machine.first_tried"), dateTime(told.firstAt, "full")],
                  [t("console_machine.last_tried"), dateTime(told.lastAt, "full")],
                  [t("console_machine.reviewed_by"), <bdi key="by">{told.reviewedBy ?? "–"}</bdi>],
                  [t("console_machine.notes"), <bdi key="notes">{told.notes || "–"}</bdi>],
                ]}
              />
            </Card>
            {editing && document !== null && (
              <LetterEditor
                id={id}
                document={document}
                detail={told.detail}
                onDone={async () => {
                  setEditing(false);
                  await shown.reload();
                }}
              />
            )}
            <Card title={t("console_machine.document")}>
              {document === null ? (
                <p class="quiet">{t("console_machine.no_document")}</p>
              ) : (
                <Document label={t("console_machine.document")} text={JSON.stringify(document, null, 2)} />
              )}
            </Card>
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

/** Where the console edits what a data set is about. */
const pageOf: Record<string, string> = {
  article: "articles",
  price: "prices",
  price_book: "prices",
  promotion: "promotions",
  promotion_rule: "promotions",
  staff: "staff",
  role: "staff",
  register: "registers",
  device: "devices",
  tax_category: "money",
  tender: "money",
};

function adviceFor(direction: "up" | "down", errorClass: string): string {
  const own = `console_machine.advice_${direction}_${errorClass.toLowerCase()}`;
  return t(has(own) ? own : `console_machine.advice_${direction}`);
}
