// Receipt numbers as people and scanners give them. A receipt's barcode holds the number itself, `1-000042`.

const full = /^0*(\d{1,4})[-/ ]0*([1-9]\d{0,15})$/;

/** Whether a scan is a receipt rather than an article: only a receipt's code has digits, a hyphen and digits. */
export function looksLikeReceipt(code: string): boolean {
  return /^\d{1,4}-\d{6,}$/.test(code.trim());
}

/** The number as the daemon prints it; digits alone are a receipt of this till. Null when it can be none. */
export function normalReceiptNumber(typed: string, ownRegister: number | null): string | null {
  const text = typed.trim();
  const match = full.exec(text);
  if (match?.[1] && match[2] && Number(match[1]) > 0) return written(match[1], match[2]);
  if (ownRegister !== null && /^\d{1,16}$/.test(text) && Number(text) > 0)
    return written(String(ownRegister), text.replace(/^0+/, ""));
  return null;
}

function written(register: string, number: string): string {
  return `${register}-${number.padStart(6, "0")}`;
}
