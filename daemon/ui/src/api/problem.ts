import type { components } from "./schema.gen";

type ProblemBody = components["schemas"]["Problem"];
export type ProblemType = ProblemBody["type"] extends `urn:holdfast:problem:${infer Name}` ? Name : never;

/** The appliance answered and said no. Nothing was stored. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** The last word of the problem's type, such as `no-price`. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errorClass: string;
  readonly retryable: boolean;
  readonly correlationId: string;
  /** Seconds until another try makes sense, when the answer named them. */
  readonly retryAfter: number | null;
  /** Set when the matrix of what may be done refused: why, since when, and what to do instead. */
  readonly denial: {
    operation: string;
    reason?: string;
    cause?: string;
    dependency?: string | null;
    since?: string;
    instead?: string;
  } | null;
  readonly errors: readonly { pointer: string; detail: string }[];
  /** The call that was refused, as it would be made again: what a consent from afar is asked for. */
  refused?: { method: string; path: string; body: string };

  constructor(
    private readonly body: ProblemBody,
    retryAfter: number | null = null,
  ) {
    super(body.detail || body.title);
    this.status = body.status;
    this.type = body.type.replace("urn:holdfast:problem:", "");
    this.title = body.title;
    this.detail = body.detail;
    this.errorClass = body.errorClass;
    this.retryable = body.retryable;
    this.correlationId = body.correlationId;
    this.retryAfter = retryAfter;
    this.denial = body.operation === undefined ? null : { ...body, operation: body.operation };
    this.errors = body.errors ?? [];
  }

  /** The same refusal under the type that says more to a cashier. */
  as(type: ProblemType): Problem {
    return new Problem({ ...this.body, type: `urn:holdfast:problem:${type}` }, this.retryAfter);
  }
}

/** No answer came: nobody knows whether the appliance did it. The same call with the same key finds out. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export function isProblem(error: unknown, ...types: ProblemType[]): error is Problem {
  return error instanceof Problem && (types.length === 0 || (types as string[]).includes(error.type));
}
