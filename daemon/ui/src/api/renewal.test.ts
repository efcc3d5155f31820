import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tokens } from "./call";
import { type Kept, keeping } from "./kept";
import { provedFetch } from "./proof";

const target = "/v1/terminals/current/token";
const renew = { "Holdfast-Renew": "token" };
let kept: Kept;
let asked: string[];
/** What the appliance answers to `PATH TOKEN`; anything else is 401, as of nobody's token. */
let answers: Record<string, () => Response>;

const given = (token: string) => () => new Response(JSON.stringify({ token }), { status: 201 });
const spent = () => new Response("{}", { status: 401, headers: renew });
const send = (token = tokens.terminal ?? "") =>
  provedFetch("till", "/v1/sync", token, { method: "GET", headers: { Authorization: `Bearer ${token}` } }, "");

beforeEach(() => {
  kept = { token: "one" };
  asked = [];
  Object.assign(tokens, { terminal: "one", session: null, key: "till" });
  keeping.keeper = {
    read: () => kept,
    write: (fresh) => {
      kept = fresh;
    },
  };
  // A browser without the key: what is sent is told by its token alone.
  const nothing = { result: undefined };
  const transaction = { objectStore: () => ({ get: () => nothing }), oncomplete: () => undefined };
  const opening = { result: { transaction: () => transaction, close: () => undefined }, onsuccess: () => undefined };
  vi.stubGlobal("indexedDB", {
    open: () => {
      queueMicrotask(() => {
        opening.onsuccess();
        queueMicrotask(() => transaction.oncomplete());
      });
      return opening;
    },
  });
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const what = `${address} ${(init.headers as Record<string, string>)["Authorization"]?.slice(7)}`;
    asked.push(what);
    return answers[what]?.() ?? new Response("{}", { status: 401 });
  });
});
afterEach(() => {
  keeping.keeper = null;
  vi.unstubAllGlobals();
});

describe("a terminal's token", () => {
  it("is renewed beside the call that says it is time, once however many say so", async () => {
    answers = { "/v1/sync one": () => new Response("{}", { headers: renew }), [`${target} one`]: given("two") };
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([200, 200]);
    await vi.waitFor(() => expect(tokens.terminal).toBe("two"));
    expect(kept).toEqual({ token: "two", former: "one" });
    expect(asked.filter((each) => each.startsWith(target))).toEqual([`${target} one`]);
  });
  it("is not renewed again for an answer that set out before it was", async () => {
    let answer: (late: Response) => void = () => undefined;
    const late = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const usual = fetch;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) =>
      address === "/v1/late" ? late : usual(address, init),
    );
    answers = { "/v1/sync one": () => new Response("{}", { headers: renew }), [`${target} one`]: given("two") };
    const slow = provedFetch(
      "till",
      "/v1/late",
      "one",
      { method: "GET", headers: { Authorization: "Bearer one" } },
      "",
    );
    await send();
    await vi.waitFor(() => expect(tokens.terminal).toBe("two"));
    answer(new Response("{}", { headers: renew }));
    expect((await slow).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve));
    expect(tokens.terminal).toBe("two");
    expect(asked.filter((each) => each.startsWith(target))).toEqual([`${target} one`]);
  });
  it("that is spent is renewed before the call goes once more", async () => {
    answers = { "/v1/sync one": spent, [`${target} one`]: given("two"), "/v1/sync two": () => new Response("{}") };
    expect((await send()).status).toBe(200);
    expect(asked).toEqual(["/v1/sync one", `${target} one`, "/v1/sync two"]);
  });
  it("that another tab renewed is taken from there", async () => {
    kept = { token: "two", former: "one" };
    answers = { "/v1/sync one": spent, "/v1/sync two": () => new Response("{}") };
    expect((await send()).status).toBe(200);
    expect(asked).toEqual(["/v1/sync one", "/v1/sync two"]);
  });
  it("whose answer was lost is asked for again by the same one", async () => {
    answers = { "/v1/sync one": spent, [`${target} one`]: () => Response.error() };
    expect((await send()).status).toBe(401);
    expect(kept).toEqual({ token: "one" });
    answers = { "/v1/sync one": spent, [`${target} one`]: given("three"), "/v1/sync three": () => new Response("{}") };
    expect((await send()).status).toBe(200);
    expect(kept).toEqual({ token: "three", former: "one" });
  });
  it("that a restored store does not know is renewed by the one before", async () => {
    kept = { token: "two", former: "one" };
    tokens.terminal = "two";
    answers = { [`${target} one`]: given("three"), "/v1/sync three": () => new Response("{}") };
    expect((await send()).status).toBe(200);
    expect(asked).toEqual(["/v1/sync two", `${target} two`, `${target} one`, "/v1/sync three"]);
  });
  it("of a terminal that was revoked stays refused", async () => {
    answers = {};
    expect((await send()).status).toBe(401);
    expect(tokens.terminal).toBe("one");
  });
  it("has nothing to do with a session that has ended", async () => {
    answers = {};
    expect((await send("a session's")).status).toBe(401);
    expect(asked).toEqual(["/v1/sync a session's"]);
  });
});
