import { describe, expect, it } from "vitest";
import { neighbour, type OpenCheck, standingOf, type Table } from "./plan";

const table = (code: string, column: number, row: number) =>
  ({ code, column, row, columns: 2, rows: 2, checks: [] }) as unknown as Table;
const check = (total: number, since: string, staff: string) =>
  ({ total, since, staff, guests: 2, unfired: 1 }) as unknown as OpenCheck;

describe("the plan of the tables", () => {
  it("adds up the checks of a table, from the first on", () => {
    expect(standingOf([])).toEqual({ total: 0, guests: 0, unfired: 0, since: null, staff: "" });
    const both = [check(1200, "2026-11-22T12:30:00+01:00", "1001"), check(300, "2026-11-22T12:10:00+01:00", "1001")];
    expect(standingOf(both)).toEqual({
      total: 1500,
      guests: 4,
      unfired: 2,
      since: "2026-11-22T12:10:00+01:00",
      staff: "1001",
    });
  });
  it("finds the next table on a side, and stays where there is none", () => {
    const all = [table("1", 0, 0), table("2", 4, 0), table("3", 10, 1), table("4", 0, 6)];
    const from = (code: string, key: string) =>
      neighbour(all, all.find((each) => each.code === code) as Table, key)?.code ?? null;
    expect(from("1", "ArrowRight")).toBe("2");
    expect(from("2", "ArrowRight")).toBe("3");
    expect(from("3", "ArrowLeft")).toBe("2");
    expect(from("1", "ArrowDown")).toBe("4");
    expect(from("1", "ArrowUp")).toBeNull();
    expect(from("1", "x")).toBeNull();
  });
});
