// What a store narrows of the capability table. Pure.
import type { Schemas } from "../../api/call";

export type Policy = Schemas["CapabilityPolicy"];
type Rule = NonNullable<Policy["operations"]>[string];
export type Choice = "" | "limited" | "queued" | "denied" | "open";

/** What the policy says of an operation, as the one choice a person makes; its limits stay as they are. */
export function choiceOf(policy: Policy, operation: string): Choice {
  const rule = policy.operations?.[operation];
  if (rule?.open === true) return "open";
  return rule?.state === undefined || rule.state === "allowed" ? "" : rule.state;
}

/** The policy with that choice; an operation about which nothing is said any more is left out. */
export function choose(policy: Policy, operation: string, choice: Choice): Policy {
  const { [operation]: before, ...others } = policy.operations ?? {};
  const rule: Rule = { ...before };
  delete rule.state;
  delete rule.open;
  if (choice === "open") rule.open = true;
  else if (choice !== "") rule.state = choice;
  const operations = Object.keys(rule).length === 0 ? others : { ...others, [operation]: rule };
  return { ...policy, operations };
}

/** Lowers one of its limits, in minor units of two decimals; null takes the store's own limit away. */
export function limit(policy: Policy, operation: string, name: string, most: number | null): Policy {
  const { [operation]: before, ...others } = policy.operations ?? {};
  const { [name]: _, ...rest } = before?.limits ?? {};
  const limits = most === null ? rest : { ...rest, [name]: most };
  const rule: Rule = { ...before, limits };
  if (Object.keys(limits).length === 0) delete rule.limits;
  const operations = Object.keys(rule).length === 0 ? others : { ...others, [operation]: rule };
  return { ...policy, operations };
}

/** The next version: facts name the one they were limited by, so no version means two things. */
export function nextVersion(version: string): string {
  const number = /(\d+)$/.exec(version);
  if (number === null) return `${version.slice(0, 36)}-2`;
  return version.slice(0, number.index) + String(Number(number[0]) + 1);
}
