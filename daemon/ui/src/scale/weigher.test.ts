import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deliver } from "../api/stream";
import { Weigher } from "./weigher";
import type { Weighing } from "./weighing";
import { weighing } from "./weighing_fixture";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scale() {
  const asked: string[] = [];
  let n = 0;
  const open = (task: Weighing["task"] = "weigh") => weighing({ weighingId: `w${++n}`, task, weight: null });
  const noting = (what: string, answer: Weighing) => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const desk = {
    start: vi.fn(() => noting("weigh", open())),
    read: vi.fn(async (given: Weighing) => given),
    confirm: vi.fn((given: Weighing) => noting("confirm", { ...given, state: "weighing" })),
    cancel: vi.fn((given: Weighing) => noting("cancel", { ...given, state: "failed" })),
    adjust: vi.fn((_: string, what: "zero" | "tare" | "clear_tare") => noting(what, open(what))),
  };
  return { asked, desk };
}
const says = (more: Partial<Weighing>) =>
  deliver(JSON.stringify({ type: "live", topic: "devices", name: "Weight", data: weighing(more) }));
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("weighing an article", () => {
  it("takes the stable weight by itself, once", async () => {
    const { desk } = scale();
    const taken: Weighing[] = [];
    const weigher = new Weigher("d", "v", (each) => taken.push(each), desk);
    await settle();
    says({ weighingId: "w1", weight: "0.470" });
    expect(weigher.now.value?.weight).toBe("0.470");
    says({ weighingId: "another", state: "weighed", weight: "9.000" });
    says({ weighingId: "w1", state: "weighed", weight: "0.482" });
    says({ weighingId: "w1", state: "weighed", weight: "0.482" });
    expect(taken.map(({ weight }) => weight)).toEqual(["0.482"]);
    expect(desk.cancel).not.toHaveBeenCalled();
  });
  it("asks again when the time was up, and stops when nobody wants it any more", async () => {
    const { asked, desk } = scale();
    const weigher = new Weigher("d", "v", () => undefined, desk);
    await settle();
    says({ weighingId: "w1", state: "failed", why: "timed_out" });
    await settle();
    expect(weigher.now.value?.weighingId).toBe("w2");
    weigher.leave();
    weigher.leave();
    expect(asked).toEqual(["weigh", "weigh", "cancel"]);
  });
  it("gives way to zero and tare, and goes on afterwards", async () => {
    const { asked, desk } = scale();
    const weigher = new Weigher("d", "v", () => undefined, desk);
    await settle();
    await weigher.adjust("zero");
    says({ weighingId: "w2", task: "zero", state: "adjusted" });
    await settle();
    expect(asked).toEqual(["weigh", "cancel", "zero", "weigh"]);
    expect(weigher.now.value?.weighingId).toBe("w3");
    weigher.leave();
  });
  it("waits for a yes when the goods look like those of the line before", async () => {
    const { asked, desk } = scale();
    const weigher = new Weigher("d", "v", () => undefined, desk);
    await settle();
    says({ weighingId: "w1", state: "same_goods" });
    await weigher.confirm();
    expect(asked).toEqual(["weigh", "confirm"]);
    weigher.leave();
  });
  it("finds a weight whose word on the stream was lost", async () => {
    const { desk } = scale();
    const taken: Weighing[] = [];
    new Weigher("d", "v", (each) => taken.push(each), desk);
    await settle();
    desk.read.mockImplementation(async (given) => ({ ...given, state: "weighed", weight: "1.000" }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(taken).toHaveLength(1);
  });
  it("says what the appliance refused, and stays open for another try", async () => {
    const { desk } = scale();
    desk.start.mockRejectedValueOnce(new Error("in use elsewhere"));
    const weigher = new Weigher("d", "v", () => undefined, desk);
    await settle();
    expect(weigher.trouble.value).toBeInstanceOf(Error);
    await weigher.begin();
    expect(weigher.trouble.value).toBeUndefined();
    weigher.leave();
  });
});
