import { describe, expect, it } from "vitest";
import { parsePending } from "./pending";

describe("a payment under way", () => {
  it("is read back as it was kept", () => {
    const kept = { key: "k", body: { cartId: "c", payments: [{ tender: "cash" }] } };
    expect(parsePending(JSON.stringify(kept))).toEqual(kept);
  });
  it.each([null, "", "nonsense", "null", "[]", '{"key":1}', '{"key":"k","body":{}}'])(
    "is none when %j was stored",
    (text) => {
      expect(parsePending(text)).toBeNull();
    },
  );
});
