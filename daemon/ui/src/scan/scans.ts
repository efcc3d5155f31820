/** A scanned code, cleaned of prefix, suffix and AIM identifier. */
export interface Scan {
  code: string;
  /** The same with its AIM identifier, for the appliance to read. */
  raw: string;
  /** AIM symbology identifier without the bracket, such as `E0` or `C1`. */
  symbology?: string;
  /** Milliseconds of performance.now() when its last key came. */
  at: number;
}
/** Takes a scan, or answers false to leave it to whoever asked for scans before. */
export type ScanHandler = (scan: Scan) => boolean | void;

const handlers: ScanHandler[] = [];

/** Asks for scans; the one who asked last is asked first. Returns how to stop. */
export function onScan(handler: ScanHandler): () => void {
  handlers.push(handler);
  return () => {
    const index = handlers.indexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
  };
}

/** Hands a scan to the first who takes it; false when nobody did. */
export function deliverScan(scan: Scan): boolean {
  for (const handler of [...handlers].reverse()) if (handler(scan) !== false) return true;
  return false;
}
