// Every request of a terminal that paired by an exchange carries a proof by the key that came of it (openapi.yaml,
// finishPairingExchange): its token alone is worth nothing to who reads it. The key lies in the browser's own store and
// cannot be read from there, by us neither.

import { tokens } from "./call";

const nonces = new Map<string, string>();
const keys = new Map<string, Promise<CryptoKey | null>>();
const header = "Holdfast-Nonce";

/** Keeps what a terminal proves with, under the name of what this browser is used as. */
export async function keepKey(name: string, raw: Uint8Array<ArrayBuffer>): Promise<void> {
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await transact("readwrite", (store) => store.put(key, name));
  keys.set(name, Promise.resolve(key));
}

export interface Asked {
  method: string;
  /** As it is asked for; of the stream its path alone. */
  target: string;
  token: string;
  headers: Record<string, string>;
  body?: BodyInit | null | undefined;
}

/** The proof of one request; null when this browser has lost its key. */
export async function prove(name: string, asked: Asked, base = ""): Promise<string | null> {
  const key = await keyOf(name);
  if (key === null) return null;
  const id = base64url(crypto.getRandomValues(new Uint8Array(12)));
  const nonce = nonces.get(base) ?? "none";
  const { method, target, token, headers } = asked;
  const body = hex(await crypto.subtle.digest("SHA-256", await bytesOf(asked.body)));
  const of = (field: string) => headers[field] ?? "";
  const lines = [
    "holdfast-proof-1",
    method,
    target,
    token,
    of("Idempotency-Key"),
    of("If-Match"),
    of("Approval"),
    body,
  ];
  const text = new TextEncoder().encode([...lines, nonce, id].join("\n"));
  return `${nonce}.${id}.${base64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, text)))}`;
}

/**
 * Sends it proved, and with a new token of this terminal where the appliance asks for one: while the old one is good the new
 * one is fetched beside; where it is good for nothing else, or nobody knows it, before it is sent once more.
 */
export async function provedFetch(
  name: string,
  address: string,
  token: string,
  init: RequestInit,
  base: string,
): Promise<Response> {
  const before = tokens.terminal;
  const response = await sendProved(name, address, token, init, base);
  // An answer that set out before another call's renewal asks for what has been done.
  const due = response.headers.get("Holdfast-Renew") !== null && tokens.terminal === before;
  const refused = response.status === 401 && token === tokens.terminal;
  if (!due && !refused) return response;
  const renewed = import("./renewal").then(({ renewToken }) => renewToken()).catch(() => false);
  if (!refused) return response;
  const fresh = (await renewed) ? tokens.terminal : null;
  if (fresh === null) return response;
  const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${fresh}` };
  return sendProved(name, address, fresh, { ...init, headers }, base);
}

/** Sends it proved, and once more when the appliance wants another nonce. */
export async function sendProved(
  name: string,
  address: string,
  token: string,
  init: RequestInit,
  base: string,
): Promise<Response> {
  const headers = init.headers as Record<string, string>;
  for (let again = true; ; again = false) {
    const proof = await prove(
      name,
      { method: init.method ?? "GET", target: address, token, headers, body: init.body },
      base,
    );
    const response = await fetch(
      address,
      proof === null ? init : { ...init, headers: { ...headers, "Holdfast-Proof": proof } },
    );
    const nonce = response.headers.get(header);
    if (nonce !== null) nonces.set(base, nonce);
    if (response.status !== 401 || nonce === null || !again) return response;
    await response.arrayBuffer(); // an answer that nobody reads keeps its connection
  }
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function bytesOf(body: BodyInit | null | undefined): Promise<ArrayBuffer> {
  return body === null || body === undefined ? new ArrayBuffer(0) : new Response(body).arrayBuffer();
}

function keyOf(name: string): Promise<CryptoKey | null> {
  let key = keys.get(name);
  if (key === undefined) {
    key = transact<CryptoKey | undefined>("readonly", (store) => store.get(name)).then((found) => found ?? null);
    keys.set(name, key);
  }
  return key;
}

function transact<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("holdfast-keys", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction("keys", mode);
      const asked = ask(transaction.objectStore("keys"));
      transaction.oncomplete = () => {
        database.close();
        resolve(asked.result as T);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}
