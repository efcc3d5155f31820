import { p256 } from "@noble/curves/nist.js";
import { base64url } from "../api/proof";

// SPAKE2 of RFC 9382 with P256-SHA256-HKDF-HMAC, the terminal's end (A). The store's is pos-core/vault/spake2.

const { Point } = p256;
const order = Point.Fn.ORDER;
const maskOfA = Point.fromHex("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f");
const maskOfB = Point.fromHex("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49");

type Bytes = Uint8Array<ArrayBuffer>;
export interface Spake2Keys {
  shared: Bytes;
  confirmA: Bytes;
  confirmB: Bytes;
}

/** What both ends make of a code: w. */
export async function codeScalar(code: string): Promise<bigint> {
  const secret = await crypto.subtle.importKey("raw", text(normalCode(code)), "PBKDF2", false, ["deriveBits"]);
  const kind = { name: "PBKDF2", hash: "SHA-256", salt: text("holdfast pairing 1"), iterations: 20_000 };
  return number(new Uint8Array(await crypto.subtle.deriveBits(kind, secret, 320))) % order;
}
/** As the store reads what was typed. */
export function normalCode(typed: string): string {
  return typed.toUpperCase().replace(/[- ]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
export function ephemeralScalar(): bigint {
  for (;;) {
    const drawn = number(crypto.getRandomValues(new Uint8Array(32)));
    if (drawn > 0n && drawn < order) return drawn;
  }
}

/** pA. */
export function share(w: bigint, x: bigint): Bytes {
  return bytes(Point.BASE.multiply(x).add(maskOfA.multiply(w)));
}
/** The keys once the store's share is here; throws for what is no point of the curve. */
export async function finish(
  w: bigint,
  x: bigint,
  theirs: Bytes,
  names: [string, string],
  aad: string,
): Promise<Spake2Keys> {
  const bare = Point.fromBytes(theirs).subtract(maskOfB.multiply(w));
  if (bare.is0()) throw new Error("no key");
  const transcript = concat(
    ...[text(names[0]), text(names[1]), share(w, x), theirs, bytes(bare.multiply(x)), fixed(w)].flatMap((field) => [
      length(field),
      field,
    ]),
  );
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", transcript));
  const confirmation = await deriveKey(digest.slice(16), `ConfirmationKeys${aad}`);
  return {
    shared: digest.slice(0, 16),
    confirmA: await keyedDigest(confirmation.slice(0, 16), transcript),
    confirmB: await keyedDigest(confirmation.slice(16), transcript),
  };
}

/** HKDF-SHA-256 without salt, 32 bytes. */
export async function deriveKey(secret: Bytes, info: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const kind = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(kind, key, 256));
}
export async function keyedDigest(secret: Bytes, subject: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, subject));
}

export function text(value: string): Bytes {
  return new TextEncoder().encode(value) as Bytes;
}
export function fromBase64url(value: string): Bytes {
  return Uint8Array.from(atob(value.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
export const toBase64url = base64url;

function bytes(point: { toBytes(compressed: boolean): Uint8Array }): Bytes {
  return point.toBytes(false) as Bytes;
}
function number(big: Uint8Array): bigint {
  return big.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
function fixed(value: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * (31 - i))) & 255n));
}
function length(field: Uint8Array): Bytes {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setUint32(0, field.length, true);
  return out;
}
function concat(...parts: Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
