import { call, type Schemas } from "../../api/call";
import { uuid7 } from "../../api/uuid";

/**
 * Asks the daemon for another person's consent; answers its id. Not through act(): an approval that waited for a lost
 * appliance would be stale when it came, and the person stands at the till and can simply try again.
 */
export async function approve(staffCode: string, pin: string, action: string, reason: string): Promise<string> {
  const body = { staffCode, pin, action: action as Schemas["Permission"], reason };
  const { data } = await call("createApproval", { body, key: uuid7() });
  return data.approvalId;
}
