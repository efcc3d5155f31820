import { dialogs, openDialog } from "../../design/Dialog";
import { t } from "../../i18n/text";
import { locked, session } from "../../till/state";

/** Opens the field that finds everything; its code comes when it is first asked for. */
export async function openFind(): Promise<void> {
  const { QuickFind } = await import("./QuickFind");
  const label = t("console_frame.find");
  if (dialogs.peek().some((dialog) => dialog.label === label)) return;
  await openDialog<void>((close) => <QuickFind close={() => close()} />, { label });
}

/** Ctrl+K, or Cmd+K, as in other back offices. Called once. */
export function listenForFind(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (session.peek() === null || locked.peek()) return;
    event.preventDefault();
    void openFind();
  });
}
