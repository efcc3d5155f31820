// Which tickets the kitchen sees, and in which order. Pure.
import type { Schemas } from "../api/call";

export type Ticket = Schemas["KitchenTicket"];

/** The oldest first: what waits longest is made first. */
export function inOrder(tickets: readonly Ticket[]): Ticket[] {
  return [...tickets].sort((a, b) => a.number - b.number);
}

/** So many minutes it has waited; after ten it is late. */
export function waited(ticket: Ticket, now: number): { minutes: number; late: boolean } {
  const minutes = Math.max(0, Math.floor((now - Date.parse(ticket.createdAt)) / 60_000));
  return { minutes, late: minutes >= 10 };
}
