import { expect, it } from "vitest";
import { fingerprint, isLoopback, waysIn } from "./reach";

const lan = "https://192.168.1.20:18443";
const name = "https://till.shop.example:18443";
const own = "http://127.0.0.1:18080";

it.each([
  ["a console elsewhere hands on the address that it uses itself", name, [lan, name], [name, lan]],
  ["a console on the appliance hands on what others can reach", own, [name, lan], [name, lan, own]],
  ["an appliance without a network has its own address alone", own, [], [own]],
  [
    "an address behind a forwarder that the appliance does not know counts",
    "https://shop.example",
    [lan],
    ["https://shop.example", lan],
  ],
])("%s", (_, origin, told, ways) => {
  expect(waysIn(origin, told)).toEqual(ways);
});
it("loopback is told from names that only begin like it", () => {
  expect([own, "http://localhost:1", "https://[::1]:2", "https://127.0.0.2:3"].every(isLoopback)).toBe(true);
  expect([lan, name, "https://127.example"].some(isLoopback)).toBe(false);
});
it("a fingerprint is written in pairs", () => {
  expect(fingerprint("3f9a00")).toBe("3F:9A:00");
});
