import { describe, expect, it } from "vitest";
import type { Cart } from "../../till/state";
import { ageToCheck, bornBy, confirmAge, toJudge } from "./age";

const cart = (ages: number[]) => ({ cartId: "c", items: ages.map((minAge) => ({ minAge })) }) as unknown as Cart;

describe("the age check", () => {
  it("names the day of birth that is old enough", () => {
    expect(bornBy("2026-11-21", 18)).toBe("2008-11-21");
    expect(bornBy("2028-02-29", 18)).toBe("2010-02-28");
    expect(bornBy("2028-02-29", 16)).toBe("2012-02-29");
  });
  it("asks once a sale, and again only for a higher age", () => {
    expect(ageToCheck(cart([0]))).toBe(0);
    expect(ageToCheck(cart([16, 0]))).toBe(16);
    confirmAge("c", 16);
    expect(ageToCheck(cart([16, 16]))).toBe(0);
    expect(ageToCheck(cart([16, 18]))).toBe(18);
  });
  it("takes the appliance's word for lines that a date of birth was judged for", () => {
    const items = [{ itemId: "a", minAge: 18, ageChecked: true }, { itemId: "b", minAge: 16 }, { itemId: "c" }];
    const judged = { cartId: "d", items } as unknown as Cart;
    expect(ageToCheck(judged)).toBe(0);
    expect(toJudge(judged)).toEqual(["b"]);
    expect(ageToCheck({ ...judged, items: [{ ...judged.items[0], ageChecked: false }] } as Cart)).toBe(18);
  });
});
