import { render } from "preact";
import "./design/tokens.css";
import "./design/fonts.css";
import "./design/base.css";
import { Display } from "./display/Display";
import { start } from "./display/screen_link";
import { languages, preferredLang, setLang } from "./i18n/text";
import { applyTheme } from "./till/settings";

/** The language of the till in this browser, else the browser's; `?lang=` asks for another. */
async function chooseLanguage(): Promise<void> {
  const wanted = new URLSearchParams(location.search).get("lang");
  await setLang(languages.find(({ code }) => code === wanted)?.code ?? preferredLang());
  window.addEventListener("storage", ({ key, newValue }) => {
    const found = languages.find(({ code }) => code === newValue);
    if (key === "holdfast.lang" && found !== undefined) void setLang(found.code);
    if (key === "holdfast.theme" && newValue !== null) document.documentElement.dataset["theme"] = newValue;
  });
}

async function begin(): Promise<void> {
  applyTheme();
  await chooseLanguage();
  const root = document.getElementById("app");
  if (root === null) return;
  if (location.pathname.replace(/\/$/, "").endsWith("/kitchen")) {
    const { KitchenScreen, startKitchen } = await import("./kitchen/KitchenScreen");
    render(<KitchenScreen />, root);
    return startKitchen();
  }
  render(<Display />, root);
  await start();
}

void begin();
