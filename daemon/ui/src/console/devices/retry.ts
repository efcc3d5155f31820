import type { Schemas } from "../../api/call";

type Job = Schemas["PrintJob"];

/** What another try would be: the same again, a marked copy, or not possible. */
export function retryOf({ state, kind }: Pick<Job, "state" | "kind">): "again" | "copy" | "none" {
  if (kind === "drawer_kick" || state === "queued" || state === "printing" || state === "confirmed") return "none";
  return state === "failed" || state === "expired" ? "again" : "copy";
}
