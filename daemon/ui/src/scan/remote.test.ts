import { describe, expect, it, vi } from "vitest";
import { deliver } from "../api/stream";
import { listenToScanners, scanOf } from "./remote";
import { onScan, type Scan } from "./scans";

const live = (data: unknown) => deliver(JSON.stringify({ type: "live", topic: "devices", name: "Scan", data }));

describe("a scan of the appliance's scanner", () => {
  it("says what a scan that came as keys says", () => {
    expect(scanOf({ data: "4006381333931", aim: "]E0", text: "]E04006381333931", symbology: "ean13" }, 5)).toEqual({
      code: "4006381333931",
      raw: "]E04006381333931",
      symbology: "E0",
      at: 5,
    });
    expect(scanOf({ data: "ABC" }, 5)).toEqual({ code: "ABC", raw: "ABC", at: 5 });
    expect(scanOf({ aim: "]E0" }, 5)).toBeNull();
  });
  it("goes to who asked for scans last, and to nobody else", () => {
    const taken: Scan[] = [];
    const unclaimed = vi.fn();
    const stops = [
      listenToScanners(unclaimed),
      onScan(() => {
        throw new Error("asked before");
      }),
      onScan((scan) => void taken.push(scan)),
    ];
    live({ data: "1", text: "1" });
    live({ data: "2", text: "2" });
    for (const stop of stops) stop();
    expect(taken.map(({ code }) => code)).toEqual(["1", "2"]);
    expect(unclaimed).not.toHaveBeenCalled();
  });
  it("that nobody takes is told, not lost in silence", () => {
    const unclaimed = vi.fn();
    const stop = listenToScanners(unclaimed);
    live({ data: "1", text: "1" });
    stop();
    live({ data: "2", text: "2" });
    expect(unclaimed).toHaveBeenCalledTimes(1);
  });
});
