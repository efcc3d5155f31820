// Promotions that are counted: how often they were used so far is the appliance's to know.
import type { PriceAnswer } from "./engine";
import type { Rules } from "./knowledge";

/** Why a rule took nothing that no counter changes; another reason might have been another one's turn. */
const forGood = new Set(
  (
    "not_yet over off_hours channel customer_group tender currency no_coupon used_up min_amount min_quantity contains " +
    "nth_order not_in_basket"
  ).split(" "),
);
/** So many are left: more than the store's tills together use up until the rules are read anew. */
const plenty = 200;

/**
 * Whether these figures may be others by what was used of limited promotions. `named`: the customer is known; `fresh`: the
 * rules were read not long ago.
 */
export function countersMatter({ promotions }: Rules, answer: PriceAnswer, named: boolean, fresh: boolean): boolean {
  return promotions.some((rule) => {
    const { id, uses_left, uses_left_customer, actions = [] } = rule.document as unknown as Limits;
    const budgets = actions.flatMap(({ budget_left }) => budget_left ?? []);
    const ofCustomer = named && uses_left_customer !== undefined;
    if (uses_left === undefined && !ofCustomer && budgets.length === 0) return false;
    const why = answer.notApplied.find((each) => each.id === id)?.because;
    const took = answer.applied.some((each) => each.id === id);
    if (!took) return why !== undefined && !forGood.has(why); // of what is not about the basket nothing is said
    if (ofCustomer || budgets.length > 0 || rule.uses === undefined || !fresh) return true;
    return Number(uses_left) - rule.uses < plenty;
  });
}
interface Limits {
  id: string;
  uses_left?: number;
  uses_left_customer?: number;
  actions?: { budget_left?: string | number }[];
}
