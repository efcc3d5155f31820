import { describe, expect, it } from "vitest";
import { splitAim, standard, Wedge, type WedgeKey, type WedgeSettings } from "./wedge";

/** Key streams as they were written down at a till: `[key, milliseconds since the key before]`. */
type Stream = readonly (readonly [string, number])[];

function burst(text: string, gap: number, suffix = "Enter"): Stream {
  const keys = [...text].map((key, i) => [key, i === 0 ? 400 : gap] as const);
  return suffix === "" ? keys : [...keys, [suffix, gap]];
}

/** Feeds a stream and then silence; gives what was scanned and what reached the page, keys that write nothing in <>. */
function play(stream: Stream, settings: Partial<WedgeSettings> = {}): { scans: string[]; page: string } {
  const wedge = new Wedge({ ...standard, ...settings });
  const scans: string[] = [];
  let page = "";
  let at = 1000;
  const take = (answer: ReturnType<Wedge["feed"]>) => {
    page += answer.typed;
    if (answer.scan !== undefined) scans.push(answer.scan);
    return answer;
  };
  for (const [key, gap] of stream) {
    at += gap;
    // The page's timer runs when the deadline is over and before the next key, as it does in a browser.
    if (wedge.deadline !== undefined && at > wedge.deadline + 4) take(wedge.tick(wedge.deadline + 1));
    const event: WedgeKey = key.startsWith("^") && key.length > 1 ? { key: key.slice(1), at, ctrl: true } : { key, at };
    if (!take(wedge.feed(event)).hold) page += key.length > 1 ? `<${key}>` : key;
  }
  take(wedge.tick(at + 1000));
  return { scans, page };
}

describe("the wedge", () => {
  it("takes a fast scanner's burst with Enter as one scan and gives the page nothing", () => {
    expect(play(burst("9524873033558", 8))).toEqual({ scans: ["9524873033558"], page: "" });
    expect(play(burst("9524873033558", 16))).toEqual({ scans: ["9524873033558"], page: "" });
  });
  it("bears a scanner whose gaps vary as a busy browser sees them", () => {
    const gaps = [400, 3, 21, 0, 0, 27, 9, 1, 29, 14, 2, 0, 30, 11];
    const keys = [..."9524873033558", "Enter"].map((key, i) => [key, gaps[i] ?? 8] as const);
    expect(play(keys)).toEqual({ scans: ["9524873033558"], page: "" });
  });
  it("bears one long stutter in the middle of a burst, but not between the first keys", () => {
    const stuttering = [..."9524873033558", "Enter"].map((key, i) => [key, i === 7 ? 80 : 9] as const);
    expect(play(stuttering)).toEqual({ scans: ["9524873033558"], page: "" });
    expect(
      play([
        ["9", 300],
        ["5", 9],
        ["2", 80],
        ["Enter", 90],
      ]),
    ).toEqual({ scans: [], page: "952<Enter>" });
  });
  it("takes Tab for Enter", () => {
    expect(play(burst("40170725", 10, "Tab"))).toEqual({ scans: ["40170725"], page: "" });
  });
  it("takes a long burst that only silence ends", () => {
    expect(play(burst("9524873033558", 10, ""))).toEqual({ scans: ["9524873033558"], page: "" });
  });
  it("takes a slow scanner for typing unless that scanner's own gap is set", () => {
    const slow = burst("9524873033558", 45);
    expect(play(slow)).toEqual({ scans: [], page: "9524873033558<Enter>" });
    expect(play(slow, { gap: 60 })).toEqual({ scans: ["9524873033558"], page: "" });
  });
  it("gives a person's typing back complete and in order", () => {
    const typed = burst("organic bananas", 90);
    expect(play(typed)).toEqual({ scans: [], page: "organic bananas<Enter>" });
  });
  it("never takes a person's rolled-over pair of keys for a scan", () => {
    const rolled: Stream = [
      ["t", 300],
      ["h", 12],
      ["e", 110],
      [" ", 95],
      ["m", 120],
      ["i", 18],
      ["l", 130],
      ["k", 22],
      ["Enter", 140],
    ];
    expect(play(rolled)).toEqual({ scans: [], page: "the milk<Enter>" });
  });
  it("leaves a fast short number to the page", () => {
    expect(play(burst("12", 15))).toEqual({ scans: [], page: "12<Enter>" });
    expect(
      play([
        ["3", 300],
        ["*", 20],
        ["Enter", 400],
      ]),
    ).toEqual({ scans: [], page: "3*<Enter>" });
  });
  it("keeps what was typed before a burst apart from the scan", () => {
    const stream: Stream = [["3", 500], ["*", 140], ...burst("9524873033558", 9)];
    expect(play(stream)).toEqual({ scans: ["9524873033558"], page: "3*" });
  });
  it("goes on typing after a burst that came in between", () => {
    const stream: Stream = [["m", 500], ["i", 90], ...burst("40170725", 9), ["l", 80], ["k", 95]];
    expect(play(stream)).toEqual({ scans: ["40170725"], page: "milk" });
  });
  it("cuts typing off that ran into a scanner's prefix", () => {
    expect(play(burst("7~9524873033558", 9), { prefix: "~" })).toEqual({ scans: ["9524873033558"], page: "7" });
  });
  it("takes nothing without the prefix that the scanner is known to send", () => {
    expect(play(burst("9524873033558", 9), { prefix: "~" })).toEqual({ scans: [], page: "9524873033558<Enter>" });
  });
  it("takes two scans that follow at once as two", () => {
    const stream: Stream = [...burst("40170725", 9), ["9", 25], ...burst("9524873033558", 9).slice(1)];
    expect(play(stream)).toEqual({ scans: ["40170725", "9524873033558"], page: "" });
  });
  it("keeps GS1's separators and the letters that a scanner sends with Shift", () => {
    const keys: Stream = [
      ["]", 300],
      ["Shift", 2],
      ["C", 2],
      ["1", 4],
      ..."0109524873033558".split("").map((key) => [key, 6] as const),
      ["1", 5],
      ["0", 5],
      ["a", 5],
      ["Control", 2],
      ["^]", 3],
      ["2", 5],
      ["1", 5],
      ["x", 5],
      ["Enter", 5],
    ];
    const { scans } = play(keys);
    expect(scans).toEqual(["]C1010952487303355810a\u001d21x"]);
  });
  it("lets a held key repeat without making a scan of it", () => {
    const wedge = new Wedge();
    let page = "";
    for (let i = 0; i < 12; ++i) {
      const answer = wedge.feed({ key: "5", at: 1000 + i * 28, repeat: i > 0 });
      page += answer.typed + (answer.hold ? "" : "5");
      expect(answer.scan).toBeUndefined();
    }
    expect(page).toBe("5".repeat(12));
  });
  it("lets a blank press a button at once", () => {
    expect(new Wedge().feed({ key: " ", at: 5 })).toEqual({ hold: false, typed: "" });
  });
  it("gives held characters back before the key that edits them", () => {
    expect(
      play([
        ["a", 300],
        ["Backspace", 10],
      ]),
    ).toEqual({ scans: [], page: "a<Backspace>" });
  });
});

describe("an AIM identifier", () => {
  it("comes off the code and names the symbology", () => {
    expect(splitAim("]E09524873033558")).toEqual({ code: "9524873033558", symbology: "E0" });
    expect(splitAim("9524873033558")).toEqual({ code: "9524873033558" });
  });
});
