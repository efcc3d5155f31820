import { describe, expect, it } from "vitest";
import { isOver, wordOf, worthAnother } from "./weighing";
import { weighing } from "./weighing_fixture";

describe("what the scale shows", () => {
  it.each([
    ["asking", null],
    ["asking", weighing({ weight: null })],
    ["in_motion", weighing()],
    ["stable", weighing({ stable: true })],
    ["at_zero", weighing({ zero: true, weight: "0.000" })],
    ["over_capacity", weighing({ over: true, weight: null, obstacle: "over_capacity" })],
    ["under_zero", weighing({ under: true })],
    ["same_goods", weighing({ state: "same_goods", stable: true })],
    ["stable", weighing({ state: "weighed", obstacle: null })],
    ["no_answer", weighing({ state: "failed", why: "no_answer" })],
    ["fault", weighing({ state: "failed", why: "fault", obstacle: "memory" })],
    ["needs_zero", weighing({ state: "failed", why: "fault", obstacle: "needs_zero" })],
  ] as const)("is %s", (word, given) => {
    expect(wordOf(given)).toBe(word);
  });
  it("is asked again when only the time was up", () => {
    expect(worthAnother(weighing({ state: "failed", why: "timed_out", obstacle: "at_zero" }))).toBe(true);
    expect(worthAnother(weighing({ state: "failed", why: "link_lost" }))).toBe(false);
  });
  it("is over once it has ended, not while it waits for a yes", () => {
    expect(isOver(weighing({ state: "same_goods" }))).toBe(false);
    expect(isOver(weighing({ state: "adjusted" }))).toBe(true);
  });
});
