import { call } from "../api/call";
import { Problem } from "../api/problem";
import { keepKey } from "../api/proof";
import { uuid7 } from "../api/uuid";
import type { Paired } from "./pairing";
import * as spake2 from "./spake2";

/** Pairs by proving that we know the code, which is never sent; what comes back is read by nobody in between. */
export async function exchange(code: string, name: string, kind: "till" | "console", keyName: string): Promise<Paired> {
  const [w, x] = [await spake2.codeScalar(code), spake2.ephemeralScalar()];
  const selector = spake2.normalCode(code).slice(0, 2);
  const body = { selector, share: spake2.toBase64url(spake2.share(w, x)), name, kind };
  const { data: store } = await call("startPairingExchange", { body, key: uuid7() });
  const aad = ["holdfast-pairing-1", store.certificate ?? "", store.authority ?? "", kind, name].join("\n");
  const ends: [string, string] = ["holdfast-terminal", "holdfast-store"];
  const keys = await spake2.finish(w, x, spake2.fromBase64url(store.share), ends, aad);
  const confirmation = spake2.toBase64url(keys.confirmA);
  const path = { id: store.exchangeId };
  const { data: answer } = await call("finishPairingExchange", { path, body: { confirmation }, key: uuid7() });
  if (answer.confirmation !== spake2.toBase64url(keys.confirmB)) throw stranger();
  const paired = await open(keys.shared, answer.sealed, `pairing/${store.exchangeId}`);
  await keepKey(keyName, await spake2.deriveKey(keys.shared, "holdfast terminal proof 1"));
  return { ...paired, key: keyName, fingerprint: store.certificate ?? null };
}

async function open(shared: Uint8Array<ArrayBuffer>, sealed: string, place: string): Promise<Paired> {
  const packed = spake2.fromBase64url(sealed.split(".")[2] ?? "");
  const secret = await spake2.keyedDigest(
    await spake2.deriveKey(shared, "holdfast pairing answer 1"),
    spake2.text("encrypt"),
  );
  const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
  const kind = { name: "AES-GCM", iv: packed.slice(0, 12), additionalData: spake2.text(place) };
  const text = new Uint8Array([...packed.slice(28), ...packed.slice(12, 28)]);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(kind, key, text))) as Paired;
}

function stranger(): Problem {
  const title = "somebody stands between this browser and the store";
  return new Problem({
    type: "urn:holdfast:problem:unauthenticated",
    title,
    status: 401,
    detail: title,
    errorClass: "AuthenticationError",
    retryable: false,
    correlationId: "",
  });
}
