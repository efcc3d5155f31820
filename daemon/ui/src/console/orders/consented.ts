import { type About, withApproval } from "../../till/approval";

/** withApproval with the till's dialog, which the console brings when it is first needed. */
export async function consented<T>(
  action: string,
  title: string,
  run: (approval?: string) => Promise<T>,
  about?: About,
): Promise<T | undefined> {
  await import("../../screens/approval/ask_approval");
  return withApproval(action, title, run, about);
}
