import { expect, it } from "vitest";
import { Problem, Unreachable } from "../../api/problem";
import { clearsPin, refusalOf } from "./refusal";

const problem = (type: string) =>
  new Problem({
    type: `urn:holdfast:problem:${type}`,
    title: "",
    status: 403,
    detail: "",
    errorClass: "",
    retryable: false,
    correlationId: "",
  } as never);

it.each([
  ["wrong-pin", "wrong_pin"],
  ["locked-out", "locked"],
  ["permission-denied", "may_not"],
  ["conflict", "same_person"],
  ["internal", "failed"],
])("%s is told as %s", (type, told) => expect(refusalOf(problem(type))).toBe(told));

it("keeps the PIN when nobody looked at it", () => {
  expect(refusalOf(new Unreachable("no answer"))).toBe("failed");
  expect(clearsPin("failed")).toBe(false);
  expect(clearsPin("wrong_pin")).toBe(true);
});
