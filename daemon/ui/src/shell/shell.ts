import { effect, untracked } from "@preact/signals";
import { banners, dismissBanner, showBanner } from "../design/Banner";
import { dialogs } from "../design/Dialog";
import { keepClaims } from "../devices/claims";
import { watchDrawer } from "../devices/drawer";
import { lang, languages, setLang, t } from "../i18n/text";
import { bindKeys } from "../keys/keys";
import { listenToKeys } from "../scan/listen";
import { listenToScanners } from "../scan/remote";
import { onScan } from "../scan/scans";
import { showHelp } from "../screens/help/Help";
import { addScanned } from "../screens/sale/add";
import { play } from "../sound/sounds";
import { refreshCart } from "../till/cart";
import { askDevices } from "../till/connection";
import { back, go, screen } from "../till/navigation";
import { lock } from "../till/session";
import { lockMinutes, nextTheme } from "../till/settings";
import { link, locked, session } from "../till/state";

/** Keys and scans that mean the same on every screen. Called once. */
export function startShell(): void {
  const notNow = () => {
    play("error");
    if (session.value !== null && !locked.value)
      showBanner({
        id: "scan-not-now",
        tone: "warning",
        title: t("shell.scan_not_now"),
        next: t("shell.scan_not_now_next"),
      });
  };
  listenToKeys(notNow);
  listenToScanners(notNow);
  bindKeys("global", {
    help: () => (session.value === null ? false : showHelp()),
    lock,
    back: leave,
    language: () => void setLang(nextLanguage()),
    theme: nextTheme,
  });
  // Wherever the cashier is, a scan sells: only paying and the locked till have no use for it.
  onScan((scan) => {
    if (session.value === null || locked.value || ["tender", "card"].includes(screen.value.name)) return false;
    if (screen.value.name !== "sale") go("sale");
    void addScanned(scan);
  });
  keepClaims();
  watchDrawer();
  effect(() => {
    if (link.value === "lost") dismissBanner("link");
  });
  effect(() => {
    // Only a new session is a reason: reading the cart here would make each answer ask again, without end.
    if (session.value === null) return;
    untracked(() => {
      void refreshCart().catch(() => undefined);
      void askDevices(); // which way a card is taken is known before the first sale
    });
  });
  lockWhenIdle();
}

/** Escape goes one step out: a dialog closes itself, a screen goes back, on the sale a banner goes. */
function leave(): boolean | void {
  if (dialogs.value.length > 0) return false;
  if (screen.value.name !== "sale") return back();
  const banner = banners.value[0];
  if (banner === undefined) return false;
  dismissBanner(banner.id);
}

function nextLanguage() {
  const at = languages.findIndex(({ code }) => code === lang.value);
  return languages[(at + 1) % languages.length]?.code ?? "en";
}

function lockWhenIdle(): void {
  let touched = Date.now();
  for (const name of ["pointerdown", "keydown"])
    document.addEventListener(name, () => (touched = Date.now()), { capture: true, passive: true });
  setInterval(() => {
    const minutes = Number(lockMinutes.value);
    if (minutes > 0 && Date.now() - touched > minutes * 60_000) lock();
  }, 5000);
}
