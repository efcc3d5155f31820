import { describe, expect, it } from "vitest";
import type { Cart } from "../../till/state";
import { ageToCheck, bornBy, confirmAge } from "./age";

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
});
