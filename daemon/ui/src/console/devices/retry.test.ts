import { expect, test } from "vitest";
import { retryOf } from "./retry";

test("what surely was not printed is printed again, what may have been comes as a copy", () => {
  expect(retryOf({ state: "failed", kind: "receipt" })).toBe("again");
  expect(retryOf({ state: "expired", kind: "receipt" })).toBe("again");
  expect(retryOf({ state: "unknown", kind: "receipt" })).toBe("copy");
  expect(retryOf({ state: "sent", kind: "receipt" })).toBe("copy");
});

test("nothing is tried again while it runs or once the printer has confirmed it, and a drawer never", () => {
  for (const state of ["queued", "printing", "confirmed"] as const)
    expect(retryOf({ state, kind: "receipt" })).toBe("none");
  expect(retryOf({ state: "failed", kind: "drawer_kick" })).toBe("none");
});
