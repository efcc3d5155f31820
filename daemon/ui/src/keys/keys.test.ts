import { describe, expect, it } from "vitest";
import english from "../i18n/en";
import standard from "./keymap.json";
import { bindKeys, conflicts, keymap, keyName, rebind, runKey } from "./keys";

const event = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, code: "", ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more }) as KeyboardEvent;

describe("the keymap", () => {
  it("has no key twice in a scope and none that a browser keeps", () => {
    expect(conflicts(standard)).toEqual([]);
  });
  it("has words for every action", () => {
    const words = english["keys"] ?? {};
    const lacking = Object.entries(standard).flatMap(([scope, actions]) => [
      `scope_${scope}`,
      ...Object.keys(actions).map((action) => `${scope}_${action}`),
    ]);
    expect(lacking.filter((name) => !(name in words))).toEqual([]);
  });
  it("names keys with their modifiers, letters by their place when Alt changes them", () => {
    expect(keyName(event("F8"))).toBe("F8");
    expect(keyName(event("?", { shiftKey: true }))).toBe("?");
    expect(keyName(event("F6", { shiftKey: true }))).toBe("Shift+F6");
    expect(keyName(event("ç", { altKey: true, code: "KeyC" }))).toBe("Alt+c");
  });
  it("takes a store's own keys and refuses those that conflict", () => {
    expect(rebind({ sale: { pay: ["F2"] } })).toEqual([{ key: "F2", actions: ["sale.quantity", "sale.pay"] }]);
    expect(keymap.value["sale"]?.["pay"]).toEqual(standard.sale.pay);
    expect(rebind({ sale: { pay: ["F5"] } })).toEqual([{ key: "F5", actions: ["sale.pay"] }]);
    expect(rebind({ sale: { pay: ["F2"], quantity: ["F8"] } })).toEqual([]);
    expect(keymap.value["sale"]?.["pay"]).toEqual(["F2"]);
    rebind({});
  });
  it("asks the scope bound last first, and leaves writing keys to a text field", () => {
    const done: string[] = [];
    const first = bindKeys("sale", { pay: () => void done.push("outer"), digit: () => void done.push("digit") });
    const second = bindKeys("sale", { pay: () => void done.push("inner") });
    expect(runKey(event("F8"), false)).toBe(true);
    expect(runKey(event("5"), true)).toBe(false);
    expect(runKey(event("5"), false)).toBe(true);
    second();
    runKey(event("F8"), true);
    first();
    expect(runKey(event("F8"), false)).toBe(false);
    expect(done).toEqual(["inner", "digit", "outer"]);
  });
});
