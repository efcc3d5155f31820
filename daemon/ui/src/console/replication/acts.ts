import { call } from "../../api/call";
import { askText } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { tell } from "../tell";

/** Begins a run; what becomes of it stands in the list of runs. */
export async function runNow(kind: "upsync" | "downsync" | "rebuild" | "drain"): Promise<void> {
  try {
    await act("startReplicationRun", (key) => call("startReplicationRun", { body: { kind }, key }));
    tell(t("console_machine.run_begun"));
  } catch (error) {
    showProblem(error, { what: "console_machine.run_failed" });
  }
}

/** Nothing goes that way until it is resumed; who reads it later sees why. */
export async function pause(direction: "up" | "down"): Promise<boolean> {
  const reason = await askText({
    title: t("console_machine.pause"),
    label: t("core.reason"),
    about: t(`console_machine.pause_${direction}_text`),
    confirm: t("console_machine.pause"),
  });
  if (reason === undefined) return false;
  return switched(() =>
    act("pauseReplication", (key) => call("pauseReplication", { body: { direction, reason }, key })),
  );
}
export function resume(direction: "up" | "down"): Promise<boolean> {
  return switched(() => act("resumeReplication", (key) => call("resumeReplication", { body: { direction }, key })));
}

async function switched(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    showProblem(error, { what: "console_machine.switch_failed" });
    return false;
  }
}
