import { effect } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { onEvent } from "../api/stream";
import { openDialog } from "../design/Dialog";
import { loadLaterTexts, t } from "../i18n/text";
import { register, session } from "../till/state";

type Receipt = Schemas["FiscalReceipt"];
let shown: number | undefined;

/** Of this till's register, what somebody has to decide about: the next sale waits for it. */
async function look(): Promise<void> {
  const here = register.peek();
  if (session.peek() === null || here === null || shown !== undefined) return;
  const { data } = await call("listFiscalReceipts", { query: { state: "undecided" } });
  const waiting = data.items.find((receipt) => receipt.registerNumber === here.number);
  if (waiting !== undefined) await show(waiting);
}

async function show(receipt: Receipt): Promise<void> {
  shown = receipt.id;
  try {
    const [{ Undecided }] = await Promise.all([import("./Undecided"), loadLaterTexts()]);
    await openDialog((close) => Undecided({ receipt, close }), { label: t("fiscal.title") });
  } finally {
    shown = undefined;
  }
}

/** Shows the question when the unit fails, and after a reload as long as it is open. */
export function watchFiscal(): void {
  const again = () => void look().catch(() => undefined);
  onEvent("orders", ({ event }) => {
    if (event?.type === "FiscalReceiptChanged" && event.payload["state"] === "undecided") again();
  });
  effect(() => {
    if (session.value !== null && register.value !== null) again();
  });
}
