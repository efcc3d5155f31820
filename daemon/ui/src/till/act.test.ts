import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem, Unreachable } from "../api/problem";
import { act, pause, retryNow, settled } from "./act";
import { link, waiting } from "./state";

const refusal = (type: string) =>
  new Problem({
    type: `urn:holdfast:problem:${type}`,
    title: "",
    status: 409,
    detail: "",
    errorClass: "DataConflictError",
    retryable: false,
    correlationId: "c",
  } as never);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  link.value = "up";
});

describe("an act", () => {
  it("keeps its key over every try, so that a lost answer doubles nothing", async () => {
    const keys: string[] = [];
    const result = act("add", async (key) => {
      keys.push(key);
      if (keys.length < 4) throw new Unreachable("lost");
      return "done";
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(link.value).toBe("lost");
    expect(waiting.value).toBe(1);
    await vi.advanceTimersByTimeAsync(5000);
    await expect(result).resolves.toBe("done");
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(4);
    expect(link.value).toBe("up");
    expect(waiting.value).toBe(0);
  });
  it("waits for the one before, also for one that fails", async () => {
    const order: string[] = [];
    const first = act("one", async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push("one");
      throw refusal("no-price");
    });
    const second = act("two", async () => void order.push("two"));
    const told = expect(first).rejects.toThrow(Problem);
    await vi.advanceTimersByTimeAsync(60);
    await told;
    await second;
    await settled();
    expect(order).toEqual(["one", "two"]);
  });
  it("has keys of its own for each act", async () => {
    const keys = await Promise.all([act("a", async (key) => key), act("a", async (key) => key)]);
    expect(keys[0]).not.toBe(keys[1]);
  });
  it("tries again when the appliance is only busy, but not for ever", async () => {
    let tries = 0;
    const told = expect(
      act("busy", async () => {
        tries += 1;
        throw refusal("busy");
      }),
    ).rejects.toThrow(Problem);
    await vi.advanceTimersByTimeAsync(20_000);
    await told;
    expect(tries).toBe(5);
  });
  it("goes on at once when the appliance is back", async () => {
    let tries = 0;
    const result = act("back", async () => {
      if (++tries < 2) throw new Unreachable("lost");
    });
    await vi.advanceTimersByTimeAsync(10);
    retryNow();
    await vi.advanceTimersByTimeAsync(1);
    await result;
    expect(tries).toBe(2);
  });
  it("pauses a little longer each time, never over two seconds", () => {
    expect([0, 1, 2, 3, 4, 9].map(pause)).toEqual([150, 300, 600, 1200, 2000, 2000]);
  });
});
