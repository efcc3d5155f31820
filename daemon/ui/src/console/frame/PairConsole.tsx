import { useEffect } from "preact/hooks";
import { t } from "../../i18n/text";
import { codeInAddress, forgetCode, onCodeInAddress } from "../../shell/address_code";
import { CodeForm, useCode } from "../../shell/CodeForm";
import { Welcome } from "../../shell/Welcome";
import { pairConsole } from "../access";
import { connectStream } from "../connection";

/** A new console: the code that `./run`, another console or the command line shows, typed or in the address. */
export function PairConsole() {
  const known = codeInAddress() ?? localStorage.getItem("holdfast.console.claim") ?? "";
  const entry = useCode(known, "pairing.wrong", async (code) => {
    await pairConsole(code.toUpperCase(), t("console_frame.title"));
    localStorage.removeItem("holdfast.console.claim");
    forgetCode();
    connectStream();
  });
  useEffect(() => {
    if (entry.code.value !== "") void entry.submit();
    return onCodeInAddress((code) => {
      entry.code.value = code;
      void entry.submit();
    });
  }, []);
  return (
    <Welcome title={t("console_frame.pair")} intro={t("console_frame.pair_intro")}>
      <CodeForm entry={entry} label={t("pairing.code")} button={t("pairing.pair")} />
    </Welcome>
  );
}
