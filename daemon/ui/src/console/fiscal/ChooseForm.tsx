import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Field } from "../../design/Field";
import { Form, Select, TextArea } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { type RateName, rateNames, type TaxToName } from "./rates";

type Fiscal = Schemas["Fiscal"];
type Policy = "ask" | "postpone";
const policies: readonly Policy[] = ["postpone", "ask"];

/** Which law's receipts are signed, by which unit, and what the till does when it fails. */
export function ChooseForm({ of, taxes, onSaved }: { of: Fiscal; taxes: TaxToName[]; onSaved: () => void }) {
  const kept = (of.settings ?? {}) as { onFailure?: Policy; cashBox?: string; rates?: Record<string, RateName> };
  const [profile, setProfile] = useState(of.profile);
  const [onFailure, setOnFailure] = useState<Policy>(kept.onFailure ?? "postpone");
  const [cashBox, setCashBox] = useState(kept.cashBox ?? "");
  const [rates, setRates] = useState<Record<string, RateName>>(kept.rates ?? {});
  const [serial, setSerial] = useState("");
  const [privateKey, setPrivateKey] = useState("");
  const needsUnit = profile !== "none" && of.unit === null;
  const send = async () => {
    const unit = serial.trim() === "" ? {} : { unit: { serial: serial.trim().toLowerCase(), privateKey } };
    const named = cashBox.trim() === "" ? {} : { cashBox: cashBox.trim() };
    const body = profile === "none" ? { profile } : { profile, onFailure, rates, ...named, ...unit };
    await act("fiscal", (key) => call("putFiscal", { body, key }));
    onSaved();
  };
  return (
    <Form what="console_fiscal.not_saved" onSend={send} disabled={needsUnit && (serial === "" || privateKey === "")}>
      {(errorOf) => (
        <>
          <Select
            label={t("console_fiscal.profile")}
            value={profile}
            hint={t(`console_fiscal.profile_${profile}_means`)}
            options={(["none", "rksv"] as const).map((value) => ({
              value,
              label: t(`console_fiscal.profile_${value}`),
            }))}
            onChoose={(value) => setProfile(value as Fiscal["profile"])}
          />
          {profile !== "none" && (
            <>
              <Select
                label={t("console_fiscal.on_failure")}
                value={onFailure}
                hint={t(`console_fiscal.on_failure_${onFailure}_means`)}
                options={policies.map((value) => ({ value, label: t(`console_fiscal.on_failure_${value}`) }))}
                onChoose={(value) => setOnFailure(value as Policy)}
              />
              <Field
                label={t("console_fiscal.cash_box")}
                hint={t("console_fiscal.cash_box_hint")}
                dir="ltr"
                maxLength={40}
                value={cashBox}
                error={errorOf("cashBox")}
                onInput={(event) => setCashBox(event.currentTarget.value)}
              />
              {taxes.map(({ code, name, percent }) => (
                <Select
                  key={code}
                  label={t("console_fiscal.rate_of", { name, percent })}
                  value={rates[code] ?? ""}
                  error={errorOf(`rates/${code}`)}
                  options={[
                    { value: "", label: "–" },
                    ...rateNames.map((value) => ({ value, label: t(`console_fiscal.rate_${value}`) })),
                  ]}
                  onChoose={(value) => {
                    const { [code]: _, ...rest } = rates;
                    setRates(value === "" ? rest : { ...rest, [code]: value as RateName });
                  }}
                />
              ))}
              <Field
                label={t("console_fiscal.serial")}
                hint={t(of.unit === null ? "console_fiscal.serial_hint" : "console_fiscal.serial_other_hint")}
                dir="ltr"
                maxLength={40}
                value={serial}
                error={errorOf("unit/serial")}
                onInput={(event) => setSerial(event.currentTarget.value)}
              />
              {(serial !== "" || needsUnit) && (
                <TextArea
                  label={t("console_fiscal.key")}
                  hint={t("console_fiscal.key_hint")}
                  rows={5}
                  value={privateKey}
                  error={errorOf("unit/privateKey")}
                  onInput={setPrivateKey}
                />
              )}
            </>
          )}
        </>
      )}
    </Form>
  );
}
