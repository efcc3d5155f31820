import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { Tabs } from "../../design/Tabs";
import { t } from "../../i18n/text";
import { printReceipt } from "./print_receipt";
import { ReceiptView } from "./ReceiptView";

/** A receipt of the past, looked at and printed again: always as a copy, for the original is out already. */
export function Receipt({ orderId, number, copy = 1 }: { orderId: string; number?: string; copy?: number }) {
  const [kind, setKind] = useState<"original" | "gift">("original");
  const gift = kind === "gift";
  return (
    <Page
      title={number ? t("receipt.number", { number: `\u2066${number}\u2069` }) : t("receipt.original")}
      foot={
        <Button kind="primary" size="large" icon="printer" onClick={() => void printReceipt(orderId, { copy, gift })}>
          {t(gift ? "receipt.gift" : "receipt.print_copy")}
        </Button>
      }
    >
      <Tabs
        label={t("receipt.show")}
        value={kind}
        options={[
          { value: "original", label: t("receipt.original") },
          { value: "gift", label: t("receipt.gift") },
        ]}
        onChange={setKind}
      />
      <ReceiptView orderId={orderId} copy={copy} gift={gift} />
    </Page>
  );
}
