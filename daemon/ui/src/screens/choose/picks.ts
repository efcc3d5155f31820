// What was chosen so far with an article, and whether it is enough. Pure.
import type { Schemas } from "../../api/call";

export type Group = Schemas["Choices"]["groups"][number];
/** How often each option was chosen: by group, by SKU. */
export type Picks = Readonly<Record<string, Readonly<Record<string, number>>>>;

const countOf = (picks: Picks, group: Group) =>
  Object.values(picks[group.name] ?? {}).reduce((sum, count) => sum + count, 0);

/** A tap on an option: where one may be chosen it takes the other's place, or leaves; else it is one more. */
export function pick(picks: Picks, group: Group, sku: string): Picks {
  const mine = picks[group.name] ?? {};
  const known = mine[sku] ?? 0;
  if (group.most === 1) return { ...picks, [group.name]: known > 0 && group.least === 0 ? {} : { [sku]: 1 } };
  if (countOf(picks, group) >= group.most) return picks;
  return { ...picks, [group.name]: { ...mine, [sku]: known + 1 } };
}
export function drop(picks: Picks, group: Group, sku: string): Picks {
  const { [sku]: known = 0, ...others } = picks[group.name] ?? {};
  return { ...picks, [group.name]: known > 1 ? { ...others, [sku]: known - 1 } : others };
}

/** What nobody has to choose: the only option of a group of which one is taken. */
export function begin(groups: readonly Group[]): Picks {
  const picks: Record<string, Record<string, number>> = {};
  for (const { name, least, options } of groups)
    if (least === 1 && options.length === 1 && options[0]) picks[name] = { [options[0].sku]: 1 };
  return picks;
}

/** How many more have to be chosen of a group. */
export const missing = (picks: Picks, group: Group) => Math.max(0, group.least - countOf(picks, group));
export const full = (picks: Picks, group: Group) => countOf(picks, group) >= group.most;

/** What it costs on top, minor units. */
export function extraOf(picks: Picks, groups: readonly Group[]): number {
  let sum = 0;
  for (const group of groups)
    for (const option of group.options) sum += option.extra * (picks[group.name]?.[option.sku] ?? 0);
  return sum;
}

/** As addCartItem takes them, in the groups' order. */
export function chosen(picks: Picks, groups: readonly Group[]): Schemas["ChoiceIn"][] {
  return groups.flatMap((group) =>
    group.options.flatMap(({ sku }) => {
      const count = picks[group.name]?.[sku] ?? 0;
      return count === 0 ? [] : [{ group: group.name, sku, ...(count > 1 ? { count } : {}) }];
    }),
  );
}
