import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { BannerHost } from "../../design/Banner";
import { DialogHost, dialogs } from "../../design/Dialog";
import { t } from "../../i18n/text";
import { link, locked, session, terminal } from "../../till/state";
import { hasStore, visiblePages } from "../access";
import { place } from "../place";
import { ConsoleSignOn } from "./ConsoleSignOn";
import "./frame.css";
import { PageHost } from "./PageHost";
import { PairConsole } from "./PairConsole";
import { BottomBar, Rail } from "./Rail";
import { TopBar } from "./TopBar";

/** What is shown: the step that is missing before one can work here, else the frame with its page. */
export function Console() {
  return (
    <>
      <Stage />
      {dialogs.value.length === 0 || <DialogHost />}
    </>
  );
}

function Stage() {
  if (hasStore.value === null) return null;
  if (!hasStore.value) return <Outside step={<FirstStart />} />;
  if (terminal.value === null) return <Outside step={<PairConsole />} />;
  if (session.value === null || locked.value) return <Outside step={<ConsoleSignOn />} />;
  return <Frame />;
}

/** The wizard of an empty box; no other console ever loads it. */
function FirstStart() {
  const [Wizard, setWizard] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import("../setup/Wizard").then((it) => setWizard(() => it.default));
  }, []);
  return Wizard && <Wizard />;
}

function Frame() {
  const own = visiblePages();
  const page = own.find(({ id }) => id === place.value.page) ?? own[0];
  useEffect(() => {
    document.title =
      page === undefined ? t("console_frame.title") : `${t(page.titleKey)} · ${t("console_frame.title")}`;
  }, [page]);
  return (
    <div class="frame">
      <button type="button" class="frame-skip" onClick={() => document.getElementById("frame-page")?.focus()}>
        {t("console_frame.skip")}
      </button>
      <TopBar />
      <Rail pages={own} current={page} />
      <main class="frame-page" id="frame-page" tabIndex={-1}>
        <LostStrip />
        {dialogs.value.length === 0 && <BannerHost />}
        {page === undefined ? <p class="frame-nothing">{t("console_frame.nothing")}</p> : <PageHost page={page} />}
      </main>
      <BottomBar pages={own} current={page} />
    </div>
  );
}

function Outside({ step }: { step: preact.VNode }) {
  return (
    <div class="frame-outside">
      <LostStrip />
      {dialogs.value.length === 0 && <BannerHost />}
      {step}
    </div>
  );
}

function LostStrip() {
  if (link.value === "up") return null;
  return (
    <p class="frame-lost" role="alert">
      <strong>{t("console_frame.lost")}</strong> {t("console_frame.lost_meaning")}
    </p>
  );
}
