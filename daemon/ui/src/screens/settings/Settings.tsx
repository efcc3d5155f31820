import { useState } from "preact/hooks";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { KeysTab } from "./KeysTab";
import { LookTab } from "./LookTab";
import { ScannerTab } from "./ScannerTab";
import "./settings.css";
import { TillTab } from "./TillTab";

const tabs = { look: LookTab, scanner: ScannerTab, keys: KeysTab, till: TillTab };
type Tab = keyof typeof tabs;

/** What belongs to this device. Everything is kept as it is changed; there is nothing to save. */
export function Settings({ tab = "look" }: { tab?: Tab }) {
  const [open, setOpen] = useState<Tab>(tab);
  const Shown = tabs[open];
  return (
    <Page title={t("settings.title")}>
      <div class="settings">
        <Tabs
          label={t("settings.title")}
          value={open}
          options={(Object.keys(tabs) as Tab[]).map((value) => ({ value, label: t(`settings.tab_${value}`) }))}
          onChange={setOpen}
        />
        <Shown />
      </div>
    </Page>
  );
}
