"""Orders: other quantities, prices, currencies, policies, taxes, and promotions of other cases."""
import copy

from .chances import allocations, amount, chance, currencies, roundings
from .promotions import condition, vary_action

policies = {
    'rounding': roundings,
    'line_amount': ['round', 'unit', 'exact'],
    'discount_rounding': ['line_discount', 'line_price', 'unit_discount', 'unit_price', 'order_discount', 'exact'],
    'discount_tax': ['merged', 'separate'],
    'stacking': ['sequential', 'additive', 'best_per_line'],
    'allocation': allocations,
    'allocation_weight': ['amount', 'quantity'],
    'tax_level': ['line', 'unit', 'document', 'document_residual_net', 'exact'],
    'included_target': ['tax', 'net'],
    'compound_base': ['rounded', 'raw'],
}


def vary(pick, case, others):
    given, policy = case['input'], case['policy']
    if chance(pick, .4):
        code, decimals = pick.choice(currencies)
        given['currency'] = {'code': code, 'minor_units': decimals}
    decimals = given['currency']['minor_units']
    for name in pick.sample(sorted(policies), pick.randint(0, 3)):
        policy[name] = pick.choice(policies[name])
    if policy.get('rounding') not in roundings[:6] and chance(pick, .8):
        policy['rounding'] = pick.choice(roundings[:6])
    if chance(pick, .3):
        join(pick, given, copy.deepcopy(pick.choice(others)))
    if chance(pick, .15):
        off = {'percent': str(pick.randint(1, 60))} if chance(pick, .5) else {'amount': amount(pick, 20, min(decimals, 3))}
        given.setdefault('document_discounts', []).append({'id': 'DD', **off, **({'charges_too': True} if chance(pick, .3) else {})})
    if chance(pick, .15):
        vary_taxes(pick, given, decimals)
    for line in list(given['lines']):
        vary_line(pick, given, line, decimals)
    for promotion in given.get('promotions', []):
        vary_promotion(pick, given, promotion, decimals)


def join(pick, given, other):
    """Goods and promotions of another case in the same basket."""
    more = [each | {'id': each['id'] + "'"} for each in other['input'].get('promotions', [])]
    given['promotions'] = given.get('promotions', []) + more
    given['coupons'] = given.get('coupons', []) + other['input'].get('coupons', [])
    given['lines'] += [line | {'id': line['id'] + "'", 'taxes': []} for line in other['input']['lines'][:4]]
    pick.shuffle(given['lines'])


def vary_line(pick, given, line, decimals):
    kind = pick.random()
    if kind < .25:
        line['quantity'] = str(pick.randint(1, 12))
    elif kind < .33:
        line['quantity'] = f'{pick.randint(0, 3)}.{pick.randint(1, 999):03d}'
    elif kind < .37 and not given.get('document_discounts') and (not given.get('promotions') or chance(pick, .3)):
        line['quantity'] = str(-pick.randint(1, 5))
    elif kind < .39:
        line['quantity'] = str(pick.choice([100, 999, 12345]))
    if chance(pick, .4):
        line['unit_price'] = amount(pick, pick.choice([1, 20, 400]), pick.choice([decimals, min(decimals + 2, 6)]))
    elif chance(pick, .015):  # as much as any document adds up to
        line['unit_price'] = amount(pick, 10 ** (12 - decimals) - 1, min(decimals, 3))
        line['quantity'] = '1'
    if chance(pick, .1):
        line['discounts'] = line.get('discounts', []) + [{'percent': str(pick.randint(1, 100))}]
    if chance(pick, .03):
        line['discounts'] = line.get('discounts', []) + [{'amount': amount(pick, 5, decimals)}]
    if chance(pick, .05):
        line['min_unit_price'] = amount(pick, 10, decimals)
    if chance(pick, .03):
        line['discounted'] = True
    if chance(pick, .02):
        line['kind'] = 'charge'
    if chance(pick, .02):
        given['lines'].append(copy.deepcopy(line) | {'id': f"{line['id']}+{len(given['lines'])}"})


def vary_taxes(pick, given, decimals):
    """Up to three taxes of every kind, on some lines in one order."""
    taxes = given.setdefault('taxes', {})
    names = [f'X{at}' for at in range(pick.randint(1, 3))]
    for name in names:
        kind = pick.choice(['percent', 'percent', 'percent', 'fixed_per_unit', 'division'])
        tax = {'type': kind}
        if kind == 'fixed_per_unit':
            tax['amount'] = amount(pick, 2, decimals)
        else:
            tax['rate'] = pick.choice(['5', '5.5', '7.7', '12', '19', '21', '25', '0', '8.875', '2.5'])
        for flag, of in (('included', .4), ('affects_base', .3), ('exempt', .05)):
            if chance(pick, of):
                tax[flag] = True
        if chance(pick, .2):
            tax['affected_by_previous'] = False
        taxes[name] = tax
    for line in given['lines']:
        if chance(pick, .7):
            line['taxes'] = names


def vary_promotion(pick, given, promotion, decimals):
    if chance(pick, .2):
        promotion['priority'] = pick.randint(-1, 4)
    if chance(pick, .04):
        promotion['exclusive'] = True
    if chance(pick, .03):
        promotion['uses_left'] = pick.choice([0, 1, 5])
    if chance(pick, .03):
        promotion['uses_left_customer'] = pick.choice([0, 1])
    if chance(pick, .03):
        promotion['channels'] = pick.choice([['web'], ['web', 'pos']])
        given.setdefault('channel', 'pos')
    if chance(pick, .03):
        promotion['customer_groups'] = pick.choice([['staff'], ['gold', 'staff']])
        given.setdefault('customer', {}).setdefault('groups', ['gold'])
    if chance(pick, .04):
        promotion['coupon'] = 'CODE-' + str(pick.randint(1, 2))
        given.setdefault('coupons', []).append('CODE-1')
        given['coupons'] = list(dict.fromkeys(given['coupons']))
    if chance(pick, .08):
        promotion.setdefault('conditions', {}).update(condition(pick, given, decimals))
    for action in promotion['actions']:
        vary_action(pick, given, action, decimals)
    if chance(pick, .04):
        promotion['actions'] = promotion['actions'] + copy.deepcopy(promotion['actions'][:1])
