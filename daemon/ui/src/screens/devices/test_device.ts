import { call } from "../../api/call";
import type { Device } from "../../devices/of_register";
import { has, t } from "../../i18n/text";
import { readWeighing } from "../../scale/scale_api";
import { isOver, type Weighing, wordOf } from "../../scale/weighing";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";

/** Tries a device out; answers what to say of it at once, nothing when it says so itself. */
export async function testDevice(device: Device, drawer: boolean): Promise<string | undefined> {
  const path = { id: device.id };
  if (device.kind === "card_terminal") {
    const kind = "diagnosis" as const;
    const begun = await withApproval("shift_close", t("devices.test_of", { name: device.name }), (approval) =>
      act("terminal_service", (key) =>
        call("startTerminalService", { path, body: { kind }, key, ...(approval ? { approval } : {}) }),
      ),
    );
    return begun && t("devices.asked");
  }
  if (device.kind !== "receipt_printer") {
    const { data } = await act("test_device", (key) => call("testDevice", { path, body: {}, key }));
    return "weighingId" in data ? reading(data) : t("devices.asked");
  }
  const job = await withApproval("no_sale", t("devices.drawer_of", { name: device.name }), (approval) =>
    act("test_device", (key) =>
      call("testDevice", { path, body: drawer ? { drawer } : {}, key, ...(approval ? { approval } : {}) }),
    ),
  );
  return job && t(drawer ? "devices.drawer_sent" : "devices.page_sent");
}

const tries = 8;
const pause = 250; // milliseconds

/** What lies on the scale, once it has said so. */
async function reading(begun: Weighing): Promise<string> {
  let now = begun;
  for (let n = 0; n < tries && !isOver(now); ++n) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    now = await readWeighing(now);
  }
  return shownReading(now);
}
export function shownReading(weighing: Weighing): string {
  const weight = weighing.weight === null ? "" : `${weighing.weight} ${weighing.unit ?? ""}`;
  return [weight, t(`scale.${wordOf(weighing)}`)].filter(Boolean).join(" \u00b7 ");
}

/** What a terminal answered to its last service. */
export async function lastReport(id: string): Promise<string> {
  const { data } = await call("listTerminalReports", { path: { id }, query: { limit: 1 } });
  const [report] = data.items;
  return report === undefined ? "" : t(has(report.words) ? report.words : "eft.result.unknown");
}
