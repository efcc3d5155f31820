import { useEffect, useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { t } from "../../i18n/text";
import "./receipt.css";
import { readReceipt, type Shown, type Wanted } from "./receipt_source";

interface Ready extends Shown {
  /** Address of the picture in this page; empty without one. */
  readonly address: string;
}

/** The receipt as it prints. Its text stands in for the picture, and speaks for it. */
export function ReceiptView({
  orderId,
  copy = 0,
  gift = false,
  onReady,
}: Partial<Wanted> & { orderId: string; onReady?: () => void }) {
  const [shown, setShown] = useState<Ready | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    let address = "";
    setFailed(false);
    readReceipt({ orderId, copy, gift })
      .then((read) => {
        if (gone) return;
        address = read.picture ? URL.createObjectURL(read.picture) : "";
        setShown({ ...read, address });
        if (address === "") onReady?.();
      })
      .catch(() => {
        if (!gone) setFailed(true);
      });
    return () => {
      gone = true;
      if (address !== "") URL.revokeObjectURL(address);
    };
  }, [orderId, copy, gift, attempt]);
  if (failed)
    return (
      <div class="receipt receipt-failed" role="alert">
        <p>{t("receipt.failed")}</p>
        <Button onClick={() => setAttempt(attempt + 1)}>{t("receipt.again")}</Button>
      </div>
    );
  if (shown === null)
    return (
      <p class="receipt receipt-loading" role="status">
        {t("receipt.loading")}
      </p>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a receipt longer than the screen has to scroll by keys
    <section class="receipt" tabIndex={0} aria-label={t("receipt.original")}>
      {shown.address === "" ? (
        <pre dir="auto" class="receipt-text">
          {shown.text}
        </pre>
      ) : (
        <img class="receipt-picture" src={shown.address} alt={shown.text} onLoad={() => onReady?.()} />
      )}
    </section>
  );
}
