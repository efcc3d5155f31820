import { expect, it } from "vitest";
import { axisOf } from "./axis";

it.each([
  ["a day without sales has its nought alone", [0, 0], { top: 1, bottom: 0, ticks: [0] }],
  ["no values at all do as well", [], { top: 1, bottom: 0, ticks: [0] }],
  ["a cent has no half", [1], { top: 1, bottom: 0, ticks: [1, 0] }],
  ["the top is the next round number", [437, 12], { top: 500, bottom: 0, ticks: [500, 250, 0] }],
  ["returns go below", [1000, -150], { top: 1000, bottom: -200, ticks: [1000, 400, -200] }],
  ["what is round already stays", [2000], { top: 2000, bottom: 0, ticks: [2000, 1000, 0] }],
])("%s", (_, values, axis) => {
  expect(axisOf(values)).toEqual(axis);
});
