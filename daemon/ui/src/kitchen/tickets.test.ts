import { describe, expect, it } from "vitest";
import { inOrder, type Ticket, waited } from "./tickets";

const ticket = (number: number, createdAt = "2026-11-22T12:00:00Z") => ({ number, createdAt }) as unknown as Ticket;

describe("the kitchen's screen", () => {
  it("has the oldest ticket first", () => {
    expect(inOrder([ticket(7), ticket(3), ticket(5)]).map(({ number }) => number)).toEqual([3, 5, 7]);
  });
  it("counts how long a ticket waits, and says when it is late", () => {
    const now = Date.parse("2026-11-22T12:09:59Z");
    expect(waited(ticket(1), now)).toEqual({ minutes: 9, late: false });
    expect(waited(ticket(1), now + 1000)).toEqual({ minutes: 10, late: true });
    expect(waited(ticket(1, "2026-11-22T12:30:00Z"), now)).toEqual({ minutes: 0, late: false });
  });
});
