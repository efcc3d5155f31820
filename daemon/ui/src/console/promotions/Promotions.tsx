import { call } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, EmptyState, type Tone } from "../../design/Card";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Document } from "../../design/Document";
import { Table } from "../../design/Table";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { Governed } from "../articles/Governed";
import { useList } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo } from "../place";
import { ImportRules } from "./ImportRules";
import { NewPromotion } from "./NewPromotion";
import "./promotions.css";
import { documentOf, type Rule, type RuleState, stateOf } from "./rules";
import { Sandbox } from "./Sandbox";

/** `#/promotions`, `/new`, `/import`, `/try`. */
export default function Promotions({ path }: PageProps) {
  const [where] = path;
  if (where === "new") return <NewPromotion />;
  if (where === "import") return <ImportRules />;
  if (where === "try") return <Sandbox />;
  return <RuleList />;
}

const tones: Record<RuleState, Tone> = { running: "good", planned: "warning", ended: "plain" };
const order: Record<RuleState, number> = { running: 0, planned: 1, ended: 2 };

function RuleList() {
  const rules = useList("listPromotionRules", { query: { limit: 200 } }, { topics: ["catalogue"] });
  const edit = can("catalogue_edit");
  return (
    <Sheet
      title={t("console_goods.promotions")}
      intro={t("console_goods.promotions_intro")}
      actions={
        <>
          <Button icon="cart" onClick={() => goTo("promotions", ["try"])}>
            {t("console_goods.try_basket")}
          </Button>
          {edit && <Button onClick={() => goTo("promotions", ["import"])}>{t("console_goods.import_json")}</Button>}
          {edit && (
            <Button kind="primary" icon="plus" onClick={() => goTo("promotions", ["new"])}>
              {t("console_goods.new_promotion")}
            </Button>
          )}
        </>
      }
    >
      <Governed operations={["catalogue.edit"]} />
      <Loaded of={rules}>
        {(items) => <Rules rules={items} onChanged={rules.reload} more={rules.more ? rules.next : undefined} />}
      </Loaded>
    </Sheet>
  );
}

interface RulesProps {
  rules: Rule[];
  onChanged: () => Promise<void>;
  more: (() => Promise<void>) | undefined;
}
function Rules({ rules, onChanged, more }: RulesProps) {
  const now = Date.now();
  const state = (rule: Rule) => stateOf(documentOf(rule), now);
  const sorted = [...rules].sort((a, b) => order[state(a)] - order[state(b)]);
  return (
    <Table
      caption={t("console_goods.promotions")}
      rows={sorted}
      idOf={({ id }) => id}
      onOpen={show}
      more={more}
      empty={
        <EmptyState icon="gift" title={t("console_goods.no_promotions")} text={t("console_goods.no_promotions_text")} />
      }
      columns={[
        {
          id: "name",
          head: t("console_goods.name"),
          main: true,
          cell: (rule) => <bdi>{documentOf(rule).name ?? rule.id}</bdi>,
        },
        {
          id: "state",
          head: t("console_goods.state"),
          cell: (rule) => <Badge tone={tones[state(rule)]}>{t(`console_goods.price_${state(rule)}`)}</Badge>,
        },
        { id: "what", head: t("console_goods.what"), cell: (rule) => whatOf(rule) },
        { id: "from", head: t("console_goods.from"), cell: (rule) => timeOf(documentOf(rule).starts) },
        { id: "to", head: t("console_goods.to"), cell: (rule) => timeOf(documentOf(rule).ends) },
        {
          id: "code",
          head: t("console_goods.code"),
          cell: (rule) => <bdi dir="ltr">{documentOf(rule).coupon ?? "–"}</bdi>,
        },
        { id: "version", head: t("console_goods.version"), numeric: true, cell: ({ version }) => version },
      ]}
      actions={(rule) =>
        can("catalogue_edit") &&
        state(rule) !== "ended" && (
          <Button size="small" onClick={() => void end(rule).then((done) => (done ? onChanged() : undefined))}>
            {t("console_goods.end_promotion")}
          </Button>
        )
      }
    />
  );
}

const timeOf = (time: string | undefined) => (time === undefined ? "–" : dateTime(time, "full"));

function whatOf(rule: Rule): string {
  return documentOf(rule)
    .actions.map((action) => {
      const type = String(action["type"]);
      const value =
        typeof action["value"] === "string" || typeof action["value"] === "number" ? String(action["value"]) : "";
      return `${t(`console_goods.action_${type}`)} ${value}`.trim();
    })
    .join(", ");
}

function show(rule: Rule): void {
  const title = documentOf(rule).name ?? rule.id;
  void openDialog<void>(
    (close) => (
      <DialogFrame title={title} buttons={<Button onClick={() => close()}>{t("core.close")}</Button>}>
        <p class="quiet">
          {t("console_goods.rule_version", {
            id: rule.id,
            version: rule.version,
            at: dateTime(rule.createdAt, "full"),
          })}
        </p>
        <Document label={title} text={JSON.stringify(rule.document, null, 2)} />
      </DialogFrame>
    ),
    { label: title, wide: true },
  );
}

/** A version is never changed: the next one, which ends now, takes its place. */
async function end(rule: Rule): Promise<boolean> {
  const name = documentOf(rule).name ?? rule.id;
  const sure = await askYes({
    title: t("console_goods.end_promotion"),
    text: t("console_goods.end_promotion_text", { name }),
    yes: t("console_goods.end_promotion"),
  });
  if (!sure) return false;
  const now = new Date().toISOString();
  const { starts, ...rest } = documentOf(rule);
  const kept = starts !== undefined && starts < now ? { starts } : {};
  const body = [{ ...rest, ...kept, id: rule.id, ends: now }] as never;
  try {
    await act("importPromotionRules", (key) => call("importPromotionRules", { body, key }));
    return true;
  } catch (error) {
    showProblem(error, { what: "console_goods.end_promotion_failed" });
    return false;
  }
}
