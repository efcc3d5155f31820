import { explain, nextStep, titleOf } from "../../capabilities/explain";
import { Badge, type Tone } from "../../design/Card";
import { t } from "../../i18n/text";
import { useResource } from "../data";

const tones = { allowed: "good", limited: "warning", queued: "warning", denied: "bad" } as const;
export const stateTone = (state: keyof typeof tones): Tone => tones[state];

/**
 * Who decides on what is edited here: the store itself, or its hub. Says what may be changed just now, what not and why,
 * out of the capability matrix; nothing where the store stands alone and may do everything.
 */
export function Governed({ operations }: { operations: readonly string[] }) {
  const matrix = useResource("getCapabilities", {}, { topics: ["capabilities"] });
  const rows = matrix.data?.operations.filter(({ operation }) => operations.includes(operation)) ?? [];
  if (matrix.data === undefined) return null;
  if (matrix.data.standalone && rows.every(({ state }) => state === "allowed")) return null;
  return (
    <aside class="governed" aria-label={t("console_goods.governed_title")}>
      <p>{t(matrix.data.standalone ? "console_goods.governed_alone" : "console_goods.governed_hub")}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.operation}>
            <Badge tone={stateTone(row.state)}>{t(`console_goods.state_${row.state}`)}</Badge> {titleOf(row)}
            {row.state !== "allowed" && <small class="quiet"> {[explain(row), nextStep(row)].join(" ")}</small>}
          </li>
        ))}
      </ul>
    </aside>
  );
}
