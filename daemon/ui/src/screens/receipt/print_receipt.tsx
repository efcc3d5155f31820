import "../report/print.css";
import { render } from "preact";
import { ReceiptView } from "./ReceiptView";

/**
 * Prints one receipt through the browser: a sheet that is only there on paper (print CSS hides the rest of the page)
 * holds it until the print dialog has closed. Answers once that is over.
 */
export function printReceipt(
  orderId: string,
  { copy = 0, gift = false }: { copy?: number; gift?: boolean } = {},
): Promise<void> {
  return new Promise((resolve) => {
    const sheet = document.createElement("div");
    sheet.className = "print-sheet";
    sheet.setAttribute("aria-hidden", "true");
    document.body.append(sheet);
    document.documentElement.classList.add("printing-sheet");
    const done = () => {
      render(null, sheet);
      sheet.remove();
      document.documentElement.classList.remove("printing-sheet");
      resolve();
    };
    const onReady = () =>
      requestAnimationFrame(() => {
        window.print();
        done();
      });
    render(<ReceiptView orderId={orderId} copy={copy} gift={gift} onReady={onReady} />, sheet);
    // A receipt that cannot be read must not leave its empty sheet behind.
    setTimeout(() => sheet.isConnected && !sheet.querySelector("img, pre") && done(), 15_000);
  });
}
