import { expect, it } from "vitest";
import { standing } from "./standing";

it.each([
  [{ state: "idle", problem: "" }, "nothing_new", "good"],
  [{ state: "idle", problem: "The signature is of nobody who is trusted." }, "in_the_way", "bad"],
  [{ state: "fetching", problem: "" }, "fetching_text", "accent"],
  [{ state: "fetching", problem: "", waitsFor: "disk" }, "waits_for_disk", "warning"],
  [{ state: "waiting", problem: "", waitsFor: "window" }, "waits_for_window", "warning"],
  [{ state: "waiting", problem: "", waitsFor: "payment", forced: true }, "waits_for_payment", "warning"],
  [{ state: "waiting", problem: "", forced: true }, "soon", "accent"],
  [{ state: "switching", problem: "" }, "switching_text", "accent"],
] as const)("%j is %s", (of, key, tone) =>
  expect(standing(of as never)).toEqual({ key: `console_updates.${key}`, tone }),
);
