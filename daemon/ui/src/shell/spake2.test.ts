import { expect, it } from "vitest";
import { hex } from "../api/proof";
import { finish, normalCode, share } from "./spake2";

const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

it("comes to what RFC 9382 publishes", async () => {
  const w = 0x2ee57912099d31560b3a44b1184b9b4866e904c49d12ac5042c97dca461b1a5fn;
  const x = 0x43dd0fd7215bdcb482879fca3220c6a968e66d70b1356cac18bb26c84a78d729n;
  const theirs =
    "0406557e482bd03097ad0cbaa5df82115460d951e3451962f1eaf4367a420676d09857ccbc522686c83d1852abfa8ed6e4a1155cf8f1543ceca528afb591a1e0b7";
  expect(hex(share(w, x))).toBe(
    "04a56fa807caaa53a4d28dbb9853b9815c61a411118a6fe516a8798434751470f9010153ac33d0d5f2047ffdb1a3e42c9b4e6be662766e1eeb4116988ede5f912c",
  );
  const keys = await finish(w, x, bytes(theirs), ["server", "client"], "");
  expect(hex(keys.shared)).toBe("0e0672dc86f8e45565d338b0540abe69");
  expect(hex(keys.confirmA)).toBe("58ad4aa88e0b60d5061eb6b5dd93e80d9c4f00d127c65b3b35b1b5281fee38f0");
  expect(hex(keys.confirmB)).toBe("d3e2e547f1ae04f2dbdbf0fc4b79f8ecff2dff314b5d32fe9fcef2fb26dc459b");
});

it("refuses what is no point of the curve", async () => {
  await expect(finish(1n, 2n, bytes(`04${"00".repeat(64)}`), ["a", "b"], "")).rejects.toThrow();
});

it("reads codes as people write them", () => {
  expect(normalCode("k7po-il 2x")).toBe("K7P0112X");
});
