import { call } from "../../api/call";
import { act } from "../../till/act";

/** The next copy of a receipt, put on record before it prints: its number is the store's, whichever till prints it. */
export function journalCopy(orderId: string): Promise<number> {
  return act("journal_copy", async (key) => (await call("reprintReceipt", { path: { id: orderId }, key })).data.copy);
}
