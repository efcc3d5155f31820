import { describe, expect, it } from "vitest";
import { type DayShape, dayOf, shown, yearsOn } from "./birth";

const french: DayShape = [
  { part: "day", mark: "/" },
  { part: "month", mark: "/" },
  { part: "year", mark: "" },
];
const american: DayShape = [
  { part: "month", mark: "/" },
  { part: "day", mark: "/" },
  { part: "year", mark: "" },
];
const swedish: DayShape = [
  { part: "year", mark: "-" },
  { part: "month", mark: "-" },
  { part: "day", mark: "" },
];

describe("a date of birth", () => {
  it("is read as it is typed, in the order of the language", () => {
    expect(["", "3", "31", "311", "3112", "31121", "31121990"].map((digits) => shown(digits, french))).toEqual([
      "",
      "3",
      "31/",
      "31/1",
      "31/12/",
      "31/12/1",
      "31/12/1990",
    ]);
    expect(shown("19901231", swedish)).toBe("1990-12-31");
  });
  it("names a day of the calendar", () => {
    expect(dayOf("31121990", french)).toBe("1990-12-31");
    expect(dayOf("12311990", american)).toBe("1990-12-31");
    expect(dayOf("19901231", swedish)).toBe("1990-12-31");
    expect(dayOf("29022008", french)).toBe("2008-02-29");
    for (const none of ["3112199", "31121990", "29022007", "00011990", "31041990"])
      expect(dayOf(none, none === "31121990" ? american : french)).toBeNull();
  });
  it("is so many whole years ago", () => {
    expect(yearsOn("2008-11-22", "2026-11-22")).toBe(18);
    expect(yearsOn("2008-11-23", "2026-11-22")).toBe(17);
    expect(yearsOn("2008-02-29", "2026-02-28")).toBe(17);
    expect(yearsOn("2008-02-29", "2026-03-01")).toBe(18);
    expect(yearsOn("2026-11-23", "2026-11-22")).toBeNull();
    expect(yearsOn("1826-11-23", "2026-11-22")).toBeNull();
  });
});
