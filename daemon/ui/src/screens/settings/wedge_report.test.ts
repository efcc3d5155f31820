import { expect, it } from "vitest";
import { beginsBurst, reportOf } from "./wedge_report";

const burst = (...gaps: number[]) => [{ key: "1", gap: null }, ...gaps.map((gap) => ({ key: "2", gap }))];

it("tells how fast the keys came", () => {
  expect(reportOf(burst(10, 12, 14))).toEqual({ keys: 4, longest: 14, mean: 12, better: 20 });
});

it("proposes a limit with room above a slow scanner", () => expect(reportOf(burst(33, 36, 31)).better).toBe(45));

it("proposes no limit that people would reach", () => expect(reportOf(burst(120, 80, 95)).better).toBeNull());

it("proposes nothing on too little", () => {
  expect(reportOf(burst(10)).better).toBeNull();
  expect(reportOf([])).toEqual({ keys: 0, longest: 0, mean: 0, better: null });
});

it("takes a long pause for the end of a burst", () => {
  expect(beginsBurst(null)).toBe(true);
  expect(beginsBurst(701)).toBe(true);
  expect(beginsBurst(120)).toBe(false);
});
