import { call } from "../api/call";
import { uuid7 } from "../api/uuid";

export interface Paired {
  terminalId: string;
  token: string;
  registerId?: string | null;
  /** Under which name the key lies that every request is proved with; none: the token alone is enough. */
  key?: string;
  /** SHA-256 of the store's certificate, as the store itself says it. */
  fingerprint?: string | null;
}

/** Makes this browser a terminal of the store. The code itself is sent only where the browser can do no better. */
export async function pairByCode(
  code: string,
  name: string,
  kind: "till" | "console",
  keyName: string = kind,
): Promise<Paired> {
  if (globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined)
    return (await import("./exchange")).exchange(code, name, kind, keyName);
  const { data } = await call("createPairing", { body: { code, name, kind }, key: uuid7() });
  return data;
}
