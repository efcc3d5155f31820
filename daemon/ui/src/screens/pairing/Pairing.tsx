import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { codeInAddress, forgetCode, onCodeInAddress } from "../../shell/address_code";
import { CodeForm, useCode } from "../../shell/CodeForm";
import { Welcome } from "../../shell/Welcome";
import { connectStream } from "../../till/connection";
import { loadRegisters, pair } from "../../till/session";

/** A new till: the code that the store's console or command line shows, typed, scanned, or in the address. */
export function Pairing() {
  const name = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  const entry = useCode(codeInAddress() ?? "", "pairing.wrong", async (code) => {
    await pair(code.toUpperCase(), name.value.trim() || t("pairing.standard_name"));
    forgetCode();
    await loadRegisters();
    connectStream();
  });
  useEffect(() => {
    if (entry.code.value !== "") void entry.submit();
    else form.current?.querySelector("input")?.focus();
    const take = (code: string) => {
      entry.code.value = code;
      void entry.submit();
    };
    const ends = [onScan((scan) => take(scan.code)), onCodeInAddress(take)];
    return () => {
      for (const end of ends) end();
    };
  }, []);

  return (
    <Welcome title={t("pairing.title")} intro={t("pairing.intro")}>
      <CodeForm entry={entry} label={t("pairing.code")} button={t("pairing.pair")} form={form}>
        <Field
          label={t("pairing.name")}
          hint={t("pairing.name_hint")}
          value={name}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </CodeForm>
    </Welcome>
  );
}
