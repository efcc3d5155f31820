import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { banners, dismissAllBanners } from "../design/Banner";
import { link } from "../till/state";
import { loadMatrix, refusedAsOff } from "./capabilities";

// The page's modules read their settings as they load.
vi.hoisted(() => void vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined }));

const answer = (state: string) =>
  new Response(
    JSON.stringify({ operations: [{ operation: "giftCard.redeem", state, reason: "WAN_DOWN", dependency: "hub" }] }),
    { headers: { "Content-Type": "application/json" } },
  );
const said = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal("fetch", said);
  link.value = "up";
});
afterEach(dismissAllBanners);

it("says why something is off, and takes it back once it is not", async () => {
  said.mockImplementation(async () => answer("denied"));
  await loadMatrix();
  expect(refusedAsOff("giftCard.redeem")).toBe(true);
  await loadMatrix();
  expect(banners.value.map(({ id }) => id)).toEqual(["off-giftCard.redeem"]);
  said.mockImplementation(async () => answer("allowed"));
  await loadMatrix();
  expect(banners.value).toEqual([]);
  expect(refusedAsOff("giftCard.redeem")).toBe(false);
});
