import { onLive } from "../api/stream";
import { deliverScan, type Scan } from "./scans";

/** What the appliance read by one of its own scanners, as a scan like any other; null when it is none. */
export function scanOf(data: Record<string, unknown>, at: number): Scan | null {
  const code = String(data["data"] ?? "");
  if (code === "") return null;
  const aim = String(data["aim"] ?? "").replace(/^\]/, "");
  const raw = String(data["text"] ?? "") || (aim === "" ? code : `]${aim}${code}`);
  return { code, raw, at, ...(aim === "" ? {} : { symbology: aim }) };
}

/** Scans of the appliance's scanners go the way of those that arrive as keys; `unclaimed` hears what no screen took. */
export function listenToScanners(unclaimed: () => void): () => void {
  return onLive("Scan", (data) => {
    const scan = scanOf(data, performance.now());
    if (scan !== null && !deliverScan(scan)) unclaimed();
  });
}
