import { describe, expect, it } from "vitest";
import { deliver, onEvent, onLive } from "./stream";

describe("a message of the stream", () => {
  it("goes to who asked for its topic, and to who asked for all", () => {
    const heard: string[] = [];
    const stops = [
      onEvent("orders", ({ seq }) => heard.push(`orders ${seq}`)),
      onEvent("*", ({ seq }) => heard.push(`all ${seq}`)),
      onEvent("carts", () => heard.push("carts")),
    ];
    deliver(JSON.stringify({ seq: 7, topic: "orders", event: null }));
    for (const stop of stops) stop();
    deliver(JSON.stringify({ seq: 8, topic: "orders", event: null }));
    expect(heard).toEqual(["orders 7", "all 7"]);
  });
  it("that is of the moment goes by its name and is no event", () => {
    const heard: unknown[] = [];
    const stops = [onLive("Scan", (data) => heard.push(data)), onEvent("*", () => heard.push("event"))];
    deliver(JSON.stringify({ type: "live", topic: "devices", name: "Scan", data: { data: "4006381333931" } }));
    deliver(JSON.stringify({ type: "live", topic: "devices", name: "Weight", data: {} }));
    for (const stop of stops) stop();
    expect(heard).toEqual([{ data: "4006381333931" }]);
  });
  it("that nobody understands is left alone", () => {
    expect(() => ["", "null", "7", "{", '{"type":"hello"}', '{"type":"live"}'].forEach(deliver)).not.toThrow();
  });
});
