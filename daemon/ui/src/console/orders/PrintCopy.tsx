import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { journalCopy } from "../../screens/receipt/journal_copy";
import { printReceipt } from "../../screens/receipt/print_receipt";
import { act } from "../../till/act";
import { useResource } from "../data";
import { tell } from "../tell";

/** A copy, on one of the store's printers or by the browser; it says on the paper that it is one. */
export function PrintCopy({ order }: { order: Schemas["Order"] }) {
  const devices = useResource("listDevices", {}, { topics: ["devices"] });
  const printers =
    devices.data?.items.filter(({ kind, active }) => kind === "receipt_printer" && active !== false) ?? [];
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const deviceId = chosen || (printers[0]?.id ?? "browser");
  const print = async () => {
    setBusy(true);
    try {
      if (deviceId === "browser") await printReceipt(order.orderId, { copy: await journalCopy(order.orderId) });
      else {
        const body = { kind: "copy", orderId: order.orderId, deviceId } as const;
        await act("queue_print", (key) => call("queuePrintJob", { body, key }));
        tell(t("console_orders.copy_sent"));
      }
    } catch (error) {
      showProblem(error, { what: "journal.act_print" });
    } finally {
      setBusy(false);
    }
  };
  if (order.receiptNumber === null) return null;
  return (
    <div class="order-print">
      <Select
        label={t("console_orders.printer")}
        value={deviceId}
        options={[
          ...printers.map(({ id, name }) => ({ value: id, label: name })),
          { value: "browser", label: t("console_orders.browser") },
        ]}
        onChoose={setChosen}
      />
      <Button icon="printer" disabled={busy} onClick={() => void print()}>
        {t("journal.reprint")}
      </Button>
    </div>
  );
}
