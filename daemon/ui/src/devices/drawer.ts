// A drawer that was left open is said at once, wherever the cashier is, and the message goes when it is shut.
import { computed, effect, untracked } from "@preact/signals";
import { dismissBanner, showBanner } from "../design/Banner";
import { t } from "../i18n/text";
import { play } from "../sound/sounds";
import { ofRegister } from "./of_register";

const id = "drawer-open";

/** The name of a device whose drawer has been open for too long. */
export const leftOpen = computed(() => ofRegister.value.find(({ words }) => words === "drawer_open")?.name);

/** Called once. */
export function watchDrawer(): void {
  effect(() => {
    const name = leftOpen.value;
    untracked(() => {
      if (name === undefined) return dismissBanner(id);
      play("error");
      showBanner({ id, tone: "warning", title: t("devices.drawer_open"), next: t("devices.drawer_open_next") });
    });
  });
}
