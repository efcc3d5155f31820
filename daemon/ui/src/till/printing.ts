import { computed } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { isProblem } from "../api/problem";
import { act } from "./act";
import { known } from "./connection";
import { register } from "./state";

export type PrintJob = Schemas["PrintJob"];

/** The receipt printer of this register; undefined where the browser prints, as in training. */
export const printer = computed(() => {
  const here = register.value?.id;
  return known.value.devices.find(
    (each) =>
      each.kind === "receipt_printer" && each.active !== false && here !== undefined && each.registers?.includes(here),
  );
});

/** A copy or gift receipt on the register's printer; false where it has none, and the browser is to print. */
export async function printHere(kind: "copy" | "gift", orderId: string): Promise<boolean> {
  if (printer.value === undefined) return false;
  try {
    await act("queue_print", (key) => call("queuePrintJob", { body: { kind, orderId }, key }));
    return true;
  } catch (error) {
    if (isProblem(error, "conflict")) return false; // it was taken away meanwhile
    throw error;
  }
}

/** The report of a shift on the register's printer; false where the browser is to print. */
export async function printReportHere(shiftId: string): Promise<boolean> {
  if (printer.value === undefined) return false;
  try {
    await act("queue_print", (key) => call("queuePrintJob", { body: { kind: "x_report", shiftId }, key }));
    return true;
  } catch (error) {
    if (isProblem(error, "conflict", "approval-required")) return false;
    throw error;
  }
}

/** The latest job for a receipt; null before there is one. */
export async function latestJob(orderId: string): Promise<PrintJob | null> {
  const { data } = await call("listPrintJobs", { query: { orderId, limit: 1 } });
  return data.items[0] ?? null;
}

export function retry(job: PrintJob): Promise<unknown> {
  return act("retry_print", (key) => call("retryPrintJob", { path: { id: job.printJobId }, key }));
}
