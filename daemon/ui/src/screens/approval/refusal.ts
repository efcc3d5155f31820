// What the dialog says when an approval is refused: always what happened, that nothing was done, and what to do now.
import { isProblem } from "../../api/problem";

export type Refusal = "wrong_pin" | "locked" | "may_not" | "same_person" | "failed";

export function refusalOf(error: unknown): Refusal {
  if (isProblem(error, "wrong-pin", "unauthenticated")) return "wrong_pin";
  if (isProblem(error, "locked-out", "rate-limited")) return "locked";
  if (isProblem(error, "permission-denied")) return "may_not";
  if (isProblem(error, "conflict")) return "same_person";
  return "failed";
}

/** Whether the PIN has to be entered again; a code may stay, it is mostly right. */
export const clearsPin = (refusal: Refusal) => refusal !== "failed";
