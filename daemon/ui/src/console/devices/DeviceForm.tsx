import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../../design/Field";
import { Check, Form, FormRow, Select } from "../../design/Form";
import type { Device } from "../../devices/of_register";
import { t } from "../../i18n/text";
import { useResource } from "../data";

export interface DeviceValues {
  kind: Device["kind"];
  name: string;
  address: string;
  profile: string;
  registers: string[];
  /** Left out: as it was. */
  secret?: string;
}
const kinds: readonly Device["kind"][] = [
  "receipt_printer",
  "scale",
  "scanner",
  "customer_display",
  "card_terminal",
  "cash_drawer",
];

interface Props {
  /** What it is by now, or what discovery guessed. */
  known: Partial<Device>;
  active?: { value: boolean; onChange: (active: boolean) => void };
  onSend: (values: DeviceValues) => Promise<unknown>;
  beside?: ComponentChildren;
}

/** A device's name, address, model and registers; its kind is chosen once. */
export function DeviceForm({ known, active, onSend, beside }: Props) {
  const [kind, setKind] = useState<Device["kind"]>(known.kind ?? "receipt_printer");
  const [name, setName] = useState(known.name ?? "");
  const [address, setAddress] = useState(known.address ?? "");
  const [profile, setProfile] = useState(known.profile ?? "");
  const [chosen, setChosen] = useState<string[]>(known.registers ?? []);
  const [secret, setSecret] = useState("");
  const registers = useResource("listRegisters");
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((each) => each !== id)));
  const values = { kind, name: name.trim(), address: address.trim(), profile: profile.trim(), registers: chosen };
  return (
    <Form
      what="console_machine.device_not_saved"
      onSend={() => onSend({ ...values, ...(secret === "" ? {} : { secret }) })}
      disabled={values.name === "" || values.address === ""}
      beside={beside}
    >
      {(errorOf) => (
        <>
          <FormRow>
            <Field
              label={t("console_machine.name")}
              value={name}
              dir="auto"
              maxLength={100}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("console_machine.kind")}
              value={kind}
              disabled={known.id !== undefined}
              options={kinds.map((value) => ({ value, label: t(`devices.kind_${value}`) }))}
              onChoose={(value) => setKind(value as Device["kind"])}
            />
          </FormRow>
          <Field
            label={t("console_machine.address")}
            hint={t("console_machine.address_hint")}
            value={address}
            dir="ltr"
            maxLength={300}
            error={errorOf("address")}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
          <FormRow>
            <Field
              label={t("console_machine.profile")}
              hint={t(`console_machine.profile_${kind}`)}
              value={profile}
              dir="ltr"
              maxLength={100}
              error={errorOf("profile")}
              onInput={(event) => setProfile(event.currentTarget.value)}
            />
            {(kind === "card_terminal" || kind === "scale") && (
              <Field
                type="password"
                label={t("console_machine.secret")}
                hint={t(known.hasSecret ? "console_machine.secret_set" : "console_machine.secret_none")}
                value={secret}
                dir="ltr"
                error={errorOf("secret")}
                onInput={(event) => setSecret(event.currentTarget.value)}
              />
            )}
          </FormRow>
          <fieldset class="device-registers">
            <legend>{t("console_machine.registers")}</legend>
            {registers.data?.items.map(({ id, name: title }) => (
              <Check
                key={id}
                label={<bdi>{title}</bdi>}
                checked={chosen.includes(id)}
                onChange={(on) => toggle(id, on)}
              />
            ))}
          </fieldset>
          {active && (
            <Check label={t("console_machine.device_active")} checked={active.value} onChange={active.onChange} />
          )}
        </>
      )}
    </Form>
  );
}
