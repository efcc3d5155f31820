import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { titleOf } from "../../capabilities/explain";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form, Select } from "../../design/Form";
import { parseMoney } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { act } from "../../till/act";
import { typed } from "../articles/goods";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { tell } from "../tell";
import { groups, type Standing } from "./Capabilities";
import { type Choice, choiceOf, choose, limit, nextVersion, type Policy } from "./policy";

/** What this store allows less of than the table does. Only ever narrower; what the table leaves to the store can be opened. */
export function PolicySheet() {
  const stored = useResource("getCapabilityPolicy");
  const matrix = useResource("getCapabilities");
  const [policy, setPolicy] = useState<Policy>();
  useEffect(() => {
    if (stored.data !== undefined) setPolicy(stored.data);
  }, [stored.data]);
  const governed = matrix.data?.standalone === false;
  const save = async () => {
    if (policy === undefined) return;
    const body = { ...policy, version: nextVersion(policy.version) };
    await act("putCapabilityPolicy", (key) => call("putCapabilityPolicy", { body, key }));
    tell(t("console_machine.policy_saved", { version: body.version }));
    await stored.reload();
  };
  return (
    <Sheet
      title={t("console_machine.policy")}
      intro={t(governed ? "console_machine.policy_governed" : "console_machine.policy_intro")}
      back={{ href: linkTo("capabilities"), label: t("console_machine.capabilities") }}
    >
      <Loaded of={matrix}>
        {({ operations }) =>
          policy && (
            <Form
              what="console_machine.policy_failed"
              send={t("console_machine.policy_save")}
              onSend={save}
              disabled={policy === stored.data}
            >
              {() =>
                groups.map((group) => (
                  <Card key={group} title={t(`console_machine.group_${group}`)}>
                    <ul class="policy-rows">
                      {operations
                        .filter((each) => each.group === group)
                        .map((each) => (
                          <Row key={each.operation} standing={each} policy={policy} onChange={setPolicy} />
                        ))}
                    </ul>
                  </Card>
                ))
              }
            </Form>
          )
        }
      </Loaded>
    </Sheet>
  );
}

interface RowProps {
  standing: Standing;
  policy: Policy;
  onChange: (policy: Policy) => void;
}
function Row({ standing, policy, onChange }: RowProps) {
  const { operation } = standing;
  const own = choiceOf(policy, operation);
  const choices: readonly Choice[] = ["", "limited", "queued", "denied", "open"];
  return (
    <li>
      <Select
        label={titleOf(standing)}
        value={own}
        options={choices.map((value) => ({ value, label: t(`console_machine.policy_${value || "table"}`) }))}
        onChoose={(value) => onChange(choose(policy, operation, value as Choice))}
      />
      {moneyLimits(standing, policy).map((name) => (
        <Limit key={name} name={name} {...{ standing, policy, onChange }} />
      ))}
    </li>
  );
}

/** Those that the operation has just now, and those that the policy sets. */
function moneyLimits({ operation, limits }: Standing, policy: Policy): string[] {
  const now = Object.entries(limits ?? {}).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "most" in value ? [name] : [],
  );
  return [...new Set([...now, ...Object.keys(policy.operations?.[operation]?.limits ?? {})])];
}

/** The table's amounts are of a currency with two decimals; the appliance puts them into the store's. */
const tableCurrency = "EUR";

function Limit({ name, standing, policy, onChange }: RowProps & { name: string }) {
  const own = policy.operations?.[standing.operation]?.limits?.[name] ?? null;
  const [text, setText] = useState(typed(own, tableCurrency));
  const wrong = text.trim() !== "" && parseMoney(text, tableCurrency) === null;
  const words = `console_machine.limit_${name}`;
  return (
    <Field
      numeric
      label={has(words) ? t(words, { amount: "" }) : name}
      hint={t("console_machine.limit_hint")}
      value={text}
      error={wrong ? t("console_goods.wrong_price") : undefined}
      onInput={(event) => {
        setText(event.currentTarget.value);
        const most =
          event.currentTarget.value.trim() === "" ? null : parseMoney(event.currentTarget.value, tableCurrency);
        if (most !== null || event.currentTarget.value.trim() === "")
          onChange(limit(policy, standing.operation, name, most));
      }}
    />
  );
}
