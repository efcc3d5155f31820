import { Field } from "../../design/Field";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { type Suffix, scannerGap, scannerPrefix, scannerSuffix } from "../../till/settings";
import { ScannerTest } from "./ScannerTest";
import { Setting } from "./Setting";

const suffixes: readonly Suffix[] = ["any", "enter", "tab", "none"];

export function ScannerTab() {
  return (
    <>
      <p class="quiet">{t("settings.scanner_intro")}</p>
      <Setting title={t("settings.threshold")} hint={t("settings.threshold_hint")}>
        <div class="setting-slider" dir="ltr">
          <input
            type="range"
            min={10}
            max={80}
            step={5}
            value={scannerGap.value}
            aria-label={t("settings.threshold")}
            aria-valuetext={t("settings.threshold_value", { count: scannerGap.value })}
            onInput={(event) => (scannerGap.value = event.currentTarget.value)}
          />
          <output>{t("settings.threshold_value", { count: scannerGap.value })}</output>
        </div>
      </Setting>
      <Setting title={t("settings.prefix")} hint={t("settings.prefix_hint")}>
        <Field
          label={t("settings.prefix")}
          hideLabel
          dir="ltr"
          maxLength={8}
          value={scannerPrefix.value}
          onInput={(event) => (scannerPrefix.value = event.currentTarget.value)}
        />
      </Setting>
      <Setting title={t("settings.suffix")} hint={t("settings.suffix_hint")}>
        <Tabs<Suffix>
          label={t("settings.suffix")}
          value={scannerSuffix.value}
          options={suffixes.map((value) => ({ value, label: t(`settings.suffix_${value}`) }))}
          onChange={(value) => (scannerSuffix.value = value)}
        />
      </Setting>
      <ScannerTest />
    </>
  );
}
