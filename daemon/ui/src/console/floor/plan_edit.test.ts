import { describe, expect, it } from "vitest";
import { add, change, fits, nextCode, type Room, remove, roomsOf, wrongCodes } from "./plan_edit";

const room = (...tables: Parameters<typeof roomsOf>[0][number]["tables"]): Room =>
  roomsOf([{ label: "Hall", tables }])[0] as Room;

describe("the plan of the tables", () => {
  it("keeps tables inside the room and apart", () => {
    const hall = room({ code: "1", column: 0, row: 0 }, { code: "2", column: 2, row: 0 });
    expect(change(hall, 0, { column: 1 })).toBe(hall);
    expect(change(hall, 0, { row: -1 })).toBe(hall);
    expect(change(hall, 1, { column: 23 })).toBe(hall);
    expect(change(hall, 1, { column: 22, row: 14 }).tables[1]).toMatchObject({ column: 22, row: 14 });
    expect(change(hall, 0, { columns: 3 })).toBe(hall);
    expect(fits(hall, 0, { ...(hall.tables[0] as Room["tables"][number]), rows: 16 })).toBe(true);
  });

  it("puts new tables where there is room, and says when there is none", () => {
    let hall = room();
    let count = 0;
    for (let more = add([hall], hall); more !== null; more = add([hall], hall)) {
      hall = more;
      count += 1;
      for (const [at, table] of hall.tables.entries()) expect(fits(hall, at, table)).toBe(true);
      if (count > 200) break;
    }
    expect(count).toBeGreaterThan(50);
    expect(new Set(hall.tables.map(({ code }) => code)).size).toBe(count);
    expect(add([hall], hall)).toBeNull();
    expect(remove(hall, 0).tables).toHaveLength(count - 1);
  });

  it("goes on with the codes of the house", () => {
    expect(nextCode([room()])).toBe("1");
    expect(nextCode([room({ code: "T9", column: 0, row: 0 })])).toBe("T10");
    expect(nextCode([room({ code: "10", column: 0, row: 0 }, { code: "9", column: 4, row: 0 })])).toBe("11");
    expect(nextCode([room({ code: "Bar", column: 0, row: 0 })])).toBe("Bar1");
  });

  it("finds codes that are there twice or empty", () => {
    const twice = [room({ code: "1", column: 0, row: 0 }), room({ code: "1", column: 0, row: 0 })];
    expect([...wrongCodes(twice)]).toEqual(["1"]);
    expect(wrongCodes([room({ code: "1", column: 0, row: 0 })]).size).toBe(0);
  });
});
