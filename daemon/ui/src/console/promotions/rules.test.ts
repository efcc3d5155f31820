import { expect, test } from "vitest";
import { blank, idOf, lacking, ruleOf, stateOf } from "./rules";

test("a rule is planned before it starts, runs until its end, and is over from that moment on", () => {
  const rule = { starts: "2026-11-20T00:00:00Z", ends: "2026-11-22T00:00:00Z" };
  const at = (time: string) => stateOf(rule, Date.parse(time));
  expect(at("2026-11-19T23:59:59Z")).toBe("planned");
  expect(at("2026-11-20T00:00:00Z")).toBe("running");
  expect(at("2026-11-22T00:00:00Z")).toBe("ended");
  expect(stateOf({}, 0)).toBe("running");
});

test("three for two gives one of three, and every second half off gives the other half", () => {
  const three = ruleOf({ ...blank, id: "x", name: "X", kind: "n_for_m", categories: ["tea"] });
  const select = { categories: ["tea"] };
  expect(three.actions).toEqual([
    { type: "buy_get", buy: { quantity: "2", select }, get: { quantity: "1", percent: "100", select } },
  ]);
  const second = ruleOf({ ...blank, id: "x", name: "X", kind: "nth_percent", take: 2, value: "50" });
  expect(second.actions).toEqual([{ type: "buy_get", buy: { quantity: "1" }, get: { quantity: "1", percent: "50" } }]);
});

test("a week with every day has no schedule, and one with hours has them", () => {
  const all = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  expect(ruleOf({ ...blank, id: "x", name: "X", value: "10", days: all }).schedule).toBeUndefined();
  const happy = ruleOf({
    ...blank,
    id: "x",
    name: "X",
    value: "7,5",
    days: ["fri", "mon"],
    from: "16:00",
    to: "18:00",
  });
  expect(happy.schedule).toEqual([{ days: ["mon", "fri"], from: "16:00", to: "18:00" }]);
  expect(happy.actions).toEqual([{ type: "percent", value: "7.5" }]);
});

test("what makes no rule is said before it is sent", () => {
  const good = { ...blank, id: "x", name: "X", value: "10" };
  expect(lacking(good)).toBeUndefined();
  expect(lacking({ ...good, name: " " })).toBe("name");
  expect(lacking({ ...good, id: "a b" })).toBe("id");
  expect(lacking({ ...good, value: "101" })).toBe("percent");
  expect(lacking({ ...good, kind: "fixed_price", value: "101" })).toBeUndefined();
  expect(lacking({ ...good, kind: "n_for_m", take: 2, pay: 2 })).toBe("n_for_m");
  expect(idOf("Été à la plage: 3 pour 2!")).toBe("ete-a-la-plage-3-pour-2");
});
