// A terminal takes a new token by the key that it proves with, once an answer says that it is time (openapi.yaml, renewToken).
import { tokens } from "./call";
import { keeping } from "./kept";
import { sendProved } from "./proof";
import { uuid7 } from "./uuid";

const target = "/v1/terminals/current/token";
let asking: Promise<boolean> | null = null;

/** True once this page has another token than before. One asks at a time, in all tabs of the browser. */
export function renewToken(): Promise<boolean> {
  asking ??= alone(renew).finally(() => {
    asking = null;
  });
  return asking;
}

function alone(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks === undefined ? work() : navigator.locks.request("holdfast.token", work);
}

async function renew(): Promise<boolean> {
  const { terminal: own, key } = tokens;
  if (own === null || key === null) return false;
  const kept = keeping.keeper?.read() ?? null;
  if (kept !== null && kept.token !== own) {
    tokens.terminal = kept.token; // another tab was faster
    return true;
  }
  for (const token of [own, kept?.former]) {
    if (token === undefined) continue;
    const headers = { Authorization: `Bearer ${token}`, Accept: "application/json", "Idempotency-Key": uuid7() };
    // The practice store takes the tokens of the real one: it is always the real one that is asked.
    const response = await sendProved(key, target, token, { method: "POST", headers, credentials: "omit" }, "");
    if (response.ok) {
      const fresh = { token: ((await response.json()) as { token: string }).token, former: token };
      keeping.keeper?.write(fresh);
      tokens.terminal = fresh.token;
      return true;
    }
    if (response.status !== 401) return false;
  }
  return false;
}
