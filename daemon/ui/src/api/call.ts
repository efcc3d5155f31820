import { operations as table } from "./operations.gen";
import { Problem, Unreachable } from "./problem";
import type { components, operations } from "./schema.gen";

export type Schemas = components["schemas"];
export type OperationId = keyof typeof table & keyof operations;

type Json<R> = R extends { content: { "application/json": infer T } } ? T : never;
type Good<R> = R extends { 200: infer A } ? Json<A> : never;
type Created<R> = R extends { 201: infer A } ? Json<A> : never;
type Accepted<R> = R extends { 202: infer A } ? Json<A> : never;
type Responses<Op extends OperationId> = operations[Op]["responses"];
/** What the operation answers as JSON; undefined where it answers nothing. */
export type Answer<Op extends OperationId> = [
  Good<Responses<Op>> | Created<Responses<Op>> | Accepted<Responses<Op>>,
] extends [never]
  ? undefined
  : Good<Responses<Op>> | Created<Responses<Op>> | Accepted<Responses<Op>>;

type Parameters<Op extends OperationId> = operations[Op]["parameters"];
type PathOf<Op extends OperationId> = Parameters<Op> extends { path: infer P } ? P : undefined;
type QueryOf<Op extends OperationId> = Parameters<Op> extends { query?: infer Q } ? Q : undefined;
type BodyOf<Op extends OperationId> = operations[Op] extends { requestBody?: infer B }
  ? BodyContent<NonNullable<B>>
  : undefined;
type BodyContent<B> = B extends { content: { "application/json": infer T } } ? T : undefined;

export interface Args<Op extends OperationId> {
  path?: PathOf<Op>;
  query?: QueryOf<Op>;
  body?: BodyOf<Op>;
  ifMatch?: string;
  /** Idempotency-Key. */
  key?: string;
  /** Id of another person's consent. */
  approval?: string;
  accept?: string;
  signal?: AbortSignal;
  /** Instead of the terminal's or session's token. */
  bearer?: string;
  /** The body is a file of this type, sent as it is (a string or a Blob), and no JSON. */
  media?: string;
  /** Milliseconds without an answer until the call counts as Unreachable; 10 000 unless told. */
  patience?: number;
}

/** Bearer tokens by whom they belong to; the session and pairing code keeps them current. */
export const tokens: { terminal: string | null; session: string | null; key: string | null } = {
  terminal: null,
  session: null,
  key: null, // the name of what every request is proved with (proof.ts); null: the tokens alone are enough
};

/** What stands before /v1: `/training` while the till works in the practice store. */
export const api = { base: "" };

/** One request to the daemon. Throws Problem for a refusal and Unreachable when no answer came. */
export async function call<Op extends OperationId>(
  op: Op,
  args: Args<Op> = {},
): Promise<{ data: Answer<Op>; etag: string | null; status: number }> {
  const response = await request(op, args);
  const data = response.status === 204 ? undefined : await body(response);
  return { data: data as Answer<Op>, etag: response.headers.get("ETag"), status: response.status };
}

/** The same for an answer that is no JSON: a receipt as picture, text or PDF (`accept` says which). */
export async function callBlob<Op extends OperationId>(op: Op, args: Args<Op> & { accept: string }): Promise<Blob> {
  const response = await request(op, args);
  return response.blob().catch(lost);
}

async function request<Op extends OperationId>(op: Op, args: Args<Op>): Promise<Response> {
  const [method, template, owner] = table[op];
  const headers: Record<string, string> = { Accept: args.accept ?? "application/json" };
  const token = args.bearer ?? tokenFor(owner);
  if (token !== null) headers["Authorization"] = `Bearer ${token}`;
  if (args.body !== undefined) headers["Content-Type"] = args.media ?? "application/json";
  if (args.ifMatch) headers["If-Match"] = args.ifMatch;
  if (args.key) headers["Idempotency-Key"] = args.key;
  if (args.approval) headers["Approval"] = args.approval;
  const timer = new AbortController();
  const clock = setTimeout(() => timer.abort(), args.patience ?? 10_000);
  const signal = args.signal ? AbortSignal.any([args.signal, timer.signal]) : timer.signal;
  const init: RequestInit = { method, headers, signal, cache: "no-store", credentials: "omit" };
  if (args.body !== undefined) init.body = args.media ? (args.body as BodyInit) : JSON.stringify(args.body);
  try {
    const target = api.base + address(template, args.path, args.query);
    const response = await proved(target, token, init);
    if (!response.ok) {
      const error = await refusal(response);
      if (error instanceof Problem)
        error.refused = { method, path: address(template, args.path, args.query), body: String(init.body ?? "") };
      throw error;
    }
    return response;
  } catch (error) {
    if (error instanceof Problem || error instanceof Unreachable || args.signal?.aborted) throw error;
    return lost(error);
  } finally {
    clearTimeout(clock);
  }
}

/** With the proof of the terminal that the token belongs to, where it paired by an exchange. */
export async function proved(target: string, token: string | null, init: RequestInit): Promise<Response> {
  if (token === null || tokens.key === null) return fetch(target, init);
  return (await import("./proof")).provedFetch(tokens.key, target, token, init, api.base);
}

function tokenFor(owner: "none" | "terminal" | "session"): string | null {
  if (owner === "none") return null;
  if (owner === "session") return tokens.session ?? tokens.terminal;
  return tokens.terminal ?? tokens.session;
}

function address(template: string, path: unknown, query: unknown): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((path as Record<string, unknown> | undefined)?.[name] ?? "")),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query as Record<string, unknown> | undefined) ?? {}))
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  const text = search.toString();
  return text === "" ? filled : `${filled}?${text}`;
}

async function body(response: Response): Promise<unknown> {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.includes("json")) return response.json().catch(lost);
  return response.blob().catch(lost);
}

async function refusal(response: Response): Promise<Error> {
  const type = response.headers.get("Content-Type") ?? "";
  // Whatever is no problem of ours was said by something between us and the daemon.
  if (!type.includes("problem+json")) return new Unreachable(`answer ${response.status} is not the appliance's`);
  const retryAfter = Number(response.headers.get("Retry-After") ?? "") || null;
  return new Problem((await response.json().catch(lost)) as Schemas["Problem"], retryAfter);
}

function lost(error: unknown): never {
  throw new Unreachable(error instanceof Error ? error.message : String(error));
}
