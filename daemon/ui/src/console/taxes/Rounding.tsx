import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showBanner } from "../../design/Banner";
import { Card } from "../../design/Card";
import { Form, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { site } from "../../till/state";
import { useResource } from "../data";
import { Loaded } from "../Loaded";

type Policy = Schemas["SitePolicy"];
const levels = ["line", "unit", "document", "document_residual_net"] as const;
const halves = [
  "half_up",
  "half_even",
  "half_down",
  "half_odd",
  "half_pos_inf",
  "half_neg_inf",
  "up",
  "down",
  "ceil",
  "floor",
] as const;

/** The law's choices; what was sold keeps its figures. */
export function Rounding() {
  const store = useResource("getSite");
  return <Loaded of={store}>{({ policy }) => <RoundingForm of={policy} />}</Loaded>;
}

function RoundingForm({ of }: { of: Policy }) {
  const [policy, setPolicy] = useState({
    taxLevel: of.taxLevel,
    taxRounding: of.taxRounding,
    includedTarget: of.includedTarget,
    compoundBase: of.compoundBase,
    discountTax: of.discountTax,
  });
  const send = async () => {
    const { data } = await act("site", (key) => call("updateSite", { body: { policy }, key }));
    site.value = data;
    showBanner({ id: "saved", tone: "info", title: t("console_store.saved") });
  };
  const choice = <Name extends keyof typeof policy>(
    name: Name,
    label: string,
    words: string,
    values: readonly (typeof policy)[Name][],
  ) => (
    <Select
      label={t(`console_taxes.${label}`)}
      value={policy[name]}
      options={values.map((value) => ({ value, label: t(`console_taxes.${words}_${value}`) }))}
      onChoose={(value) => setPolicy({ ...policy, [name]: value })}
    />
  );
  return (
    <Card title={t("console_taxes.rounding")}>
      <Form what="console_store.not_saved" onSend={send} disabled={!can("device_admin")}>
        {() => (
          <>
            <FormRow>
              {choice("taxLevel", "level", "level", levels)}
              {choice("taxRounding", "half", "half", halves)}
            </FormRow>
            <FormRow>
              {choice("includedTarget", "target", "target", ["tax", "net"])}
              {choice("compoundBase", "compound", "compound", ["rounded", "raw"])}
              {choice("discountTax", "discount", "discount", ["merged", "separate"])}
            </FormRow>
          </>
        )}
      </Form>
    </Card>
  );
}
