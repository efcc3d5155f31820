import { effect } from "@preact/signals";
import { dialogs } from "../design/Dialog";
import { screen } from "../till/navigation";
import { cart, link, waiting } from "../till/state";

/**
 * Keeps the shell of the page for when the appliance is slow to answer, and takes a new version between two sales:
 * never while something is in the cart, a tender or a dialog is open, or an act waits.
 */
export function keepUpToDate(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  let changed = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    changed = hadOne;
    reloadBetweenSales();
  });
  void navigator.serviceWorker
    .register("/pos/sw.js", { scope: "/pos" })
    .then(watch)
    .catch(() => undefined);
  effect(() => {
    void cart.value;
    void waiting.value;
    void dialogs.value;
    void screen.value;
    reloadBetweenSales();
  });
  /** Now and then, and whenever the appliance is back: another release of it may have another page. */
  function watch(registration: ServiceWorkerRegistration | undefined): void {
    if (registration === undefined) return; // where workers are blocked; an effect that throws would fail what a cashier does
    const look = () => void registration.update().catch(() => undefined);
    setInterval(look, 10 * 60_000);
    let gone = false;
    effect(() => {
      if (link.value === "up" && gone) look();
      gone = link.value === "lost";
    });
  }
  function reloadBetweenSales(): void {
    const busy =
      (cart.peek()?.data.items.length ?? 0) > 0 ||
      waiting.peek() > 0 ||
      dialogs.peek().length > 0 ||
      screen.peek().name !== "sale";
    if (changed && !busy) location.reload();
  }
}
