import type { Schemas } from "../../api/call";
import { Badge, Card, EmptyState, type Tone } from "../../design/Card";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useList } from "../data";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { datasetName } from "./Datasets";

const letterTone: Record<Schemas["DeadLetter"]["status"], Tone> = {
  pending: "bad",
  released: "warning",
  correcting: "warning",
  corrected: "good",
  replayed: "good",
  discarded: "plain",
};
/** Records that a person has to look at. */
export function Letters() {
  const letters = useList("listDeadLetters", { query: { limit: 50 } }, { topics: ["replication"] });
  return (
    <Card title={t("console_machine.letters")}>
      <p class="quiet">{t("console_machine.letters_text")}</p>
      <Loaded of={letters}>
        {(items) => (
          <Table
            caption={t("console_machine.letters")}
            rows={items}
            idOf={({ deadLetterId }) => deadLetterId}
            hrefOf={({ deadLetterId }) => linkTo("replication", ["letters", deadLetterId])}
            more={letters.more ? letters.next : undefined}
            empty={<EmptyState icon="check" title={t("console_machine.no_letters")} />}
            columns={[
              {
                id: "what",
                head: t("console_machine.what"),
                main: true,
                cell: ({ dataset, key, eventType }) => (dataset ? `${datasetName(dataset)} ${key ?? ""}` : eventType),
              },
              {
                id: "status",
                head: t("console_machine.state"),
                cell: ({ status }) => <Badge tone={letterTone[status]}>{t(`console_machine.letter_${status}`)}</Badge>,
              },
              { id: "why", head: t("core.reason"), cell: ({ detail }) => <bdi>{detail}</bdi> },
              { id: "tries", head: t("console_machine.tries"), numeric: true, cell: ({ attempts }) => attempts },
              { id: "at", head: t("console_machine.last_tried"), cell: ({ lastAt }) => dateTime(lastAt, "full") },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
