import { expect, it } from "vitest";
import { type Request, stepOf } from "./PhoneApproval";

it.each([
  ["pending", undefined, "waiting"],
  ["approved", "0198-…", "approved"],
  ["approved", undefined, "failed"],
  ["denied", undefined, "denied"],
  ["expired", undefined, "expired"],
  ["withdrawn", undefined, "expired"],
])("a request that is %s (consent %s) is told as %s", (state, approvalId, step) =>
  expect(stepOf({ state, approvalId } as Request)).toBe(step),
);
