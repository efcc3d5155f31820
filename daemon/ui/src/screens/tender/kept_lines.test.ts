import { describe, expect, it } from "vitest";
import { parseLines } from "./kept_lines";

describe("payments kept over a reload", () => {
  const line = { id: "a", amount: 500, tender: { code: "card" }, state: "approved" };
  it("come back for the cart they were taken for, and for no other", () => {
    const text = JSON.stringify({ cartId: "c", lines: [line] });
    expect(parseLines(text, "c")).toEqual([line]);
    expect(parseLines(text, "d")).toEqual([]);
  });
  it.each([null, "", "{", "null", '{"cartId":"c"}', '{"cartId":"c","lines":[null,{"id":1},{"id":"a","amount":"5"}]}'])(
    "are none when %j was stored",
    (text) => {
      expect(parseLines(text, "c")).toEqual([]);
    },
  );
});
