import { Problem } from "../api/problem";

/** Asks a second person for consent; answers with the approval's id, or nothing when it was not given. */
export type AskApproval = (
  action: string,
  title: string,
  refused: Problem,
  about?: About,
) => Promise<string | undefined>;

/** What the approver should see beside the title, as ready texts. */
export interface About {
  before?: string;
  after?: string;
  /** The reason as far as it is known already. */
  reason?: string;
}

let ask: AskApproval = async () => undefined;
/** The approval dialog puts itself here. */
export function setApprovalDialog(dialog: AskApproval): void {
  ask = dialog;
}

const wanting = ["permission-denied", "approval-required", "limit-exceeded"];

/**
 * Runs; when that is refused for want of a permission, asks another person and runs once more with the approval.
 * Answers undefined when nobody consented. `action` is the permission that the approval has to carry.
 */
export async function withApproval<T>(
  action: string,
  title: string,
  run: (approval?: string) => Promise<T>,
  about?: About,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem) || !wanting.includes(error.type)) throw error;
    const approval = await ask(action, title, error, about);
    return approval === undefined ? undefined : run(approval);
  }
}
