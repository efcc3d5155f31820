import { render } from "preact";
import "./design/tokens.css";
import "./design/fonts.css";
import "./design/base.css";
import { App } from "./App";
import { preferredLang, setLang } from "./i18n/text";
import { fetchScreens } from "./screens";
import { startShell } from "./shell/shell";
import { keepUpToDate } from "./shell/version";
import { connectStream, keepInTouch } from "./till/connection";
import { loadRegisters, loadStore, restore } from "./till/session";
import { applyTheme } from "./till/settings";
import { session, terminal } from "./till/state";

/** Wires the page and shows it. What the appliance has to say comes after: the page never waits for it. */
async function start(): Promise<void> {
  applyTheme();
  restore();
  await setLang(preferredLang());
  startShell();
  const root = document.getElementById("app");
  if (root === null) return;
  if (session.value !== null) await loadStore().catch(() => undefined);
  else if (terminal.value !== null) await loadRegisters().catch(() => undefined);
  render(<App />, root);
  keepInTouch();
  connectStream();
  keepUpToDate();
  setTimeout(() => void fetchScreens(), 1000);
  setTimeout(() => void import("./fiscal/watch").then((it) => it.watchFiscal()).catch(() => undefined), 1200);
  // Reckoning at the till itself comes last: whoever sells meanwhile sells without it.
  setTimeout(() => void import("./pricing/foresight").then((it) => it.startForesight()).catch(() => undefined), 1500);
}

void start();
