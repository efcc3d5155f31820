import { render } from "preact";
import "./design/tokens.css";
import "./design/fonts.css";
import "./design/base.css";
import { lockWhenIdle, restoreAccess } from "./console/access";
import { connectStream, keepInTouch } from "./console/connection";
import { listenForFind } from "./console/find/open_find";
import { loadSteps } from "./console/first_start";
import { Console } from "./console/frame/Console";
import { followPeople, loadPeople } from "./console/people";
import { followAddress } from "./console/place";
import { askForStore } from "./console/setup/ask_for_store";
import { consoleTexts } from "./i18n/console_texts";
import { addTexts, preferredLang, setLang } from "./i18n/text";
import { loadStore } from "./till/session";
import { applyTheme } from "./till/settings";
import { session } from "./till/state";

async function start(): Promise<void> {
  applyTheme();
  restoreAccess();
  await addTexts(consoleTexts);
  await Promise.all([setLang(preferredLang()), askForStore()]);
  followAddress();
  const root = document.getElementById("app");
  if (root === null) return;
  if (session.value !== null) await Promise.all([loadStore(), loadSteps(), loadPeople()]).catch(() => undefined);
  render(<Console />, root);
  keepInTouch();
  listenForFind();
  followPeople();
  lockWhenIdle();
  connectStream();
}

void start();
