"""The small kinds: numbers, splits, cash, refunds, prices of one article, points."""
import copy

from oracle import decimal, number

from . import orders
from .chances import allocations, amount, chance, roundings


def vary_round(pick, case, _):
    case['policy']['rounding'] = pick.choice(roundings)
    case['input']['value'] = ('-' if chance(pick, .4) else '') + amount(pick, pick.choice([50, 50, 10 ** 12]), pick.randint(0, 6))
    case['input']['step'] = pick.choice(['1', '0.01', '0.05', '0.5', '0.25', '10', '0.001', '0.02', '0.1', '5', '100'])


def vary_allocate(pick, case, _):
    given = case['input']
    case['policy']['allocation'] = pick.choice(allocations + ['floor_separate', 'block_separate'])
    given['weights'] = [amount(pick, 9, pick.randint(0, 3)) if chance(pick, .8) else pick.choice(['0', '1/3', '1', '100000'])
                        for _ in range(pick.randint(1, 8))]
    given['step'] = pick.choice(['1', '0.01', '0.05', '0.001', '0.000001'])
    given['total'] = decimal(pick.randint(-2000, 2000) * pick.choice([1, 1, 1, 10 ** 9]) * number(given['step']))


def vary_cash(pick, case, _):
    given = case['input']
    given['cash_rounding'] = {'step': pick.choice(['0.05', '0.1', '0.5', '1', '5', '0.02', '0.25', '10']), 'mode': pick.choice(roundings)}
    given['amount_due'] = ('-' if chance(pick, .4) else '') + amount(pick, 99, pick.choice([2, 2, 2, 3]))
    if chance(pick, .3):
        given['cash_rounding']['two_stage'] = True
    given.pop('tenders', None)
    if chance(pick, .4) and len(given['amount_due'].split('.')[1]) == 2:
        below = '-' if given['amount_due'].startswith('-') else ''
        card = below + amount(pick, 20, 2)
        given['tenders'] = [{'type': pick.choice(['card', 'bank', 'gift_card']), 'amount': card},
                            {'type': 'cash', 'amount': below + amount(pick, 200, 1)}]
        if chance(pick, .2):
            given['tenders'].append({'type': 'cash', 'amount': below + amount(pick, 5, 2)})
        if chance(pick, .1):
            del given['cash_rounding']


def vary_refund(pick, case, known):
    given = case['input']
    if 'paid_lines' in given or chance(pick, .2):
        given.pop('order', None)
        given.setdefault('currency', {'code': 'EUR', 'minor_units': 2})
        given['paid_lines'] = [{'id': name, 'quantity': str(pick.randint(1, 9)), 'gross': amount(pick, 99, 2), 'tax': '0'}
                               for name in 'AB'[:pick.randint(1, 2)]]
        for line in given['paid_lines']:
            line['tax'] = decimal(number(str(number(line["gross"]) * 21 // 1)) / 100)
        bought = given['paid_lines']
    else:
        if chance(pick, .7):
            sale = copy.deepcopy(pick.choice(known))
            orders.vary(pick, sale, known)
            given['order'], case['policy'] = sale['input'], case['policy'] | sale['policy']
        bought = given['order']['lines']
    left = {line['id']: number(line.get('quantity', '1')) for line in bought}
    given['returns'] = []
    for _ in range(pick.randint(1, 4)):
        lines = []
        for name, count in left.items():
            if chance(pick, .6) and count > 0:
                back = count if chance(pick, .3) or count.denominator != 1 else pick.randint(1, int(count))
                left[name] -= back
                lines.append({'id': name, 'quantity': decimal(number(back))})
        if lines:
            given['returns'].append({'lines': lines})
    given.pop('cash_rounding', None)
    if chance(pick, .3) and (given.get('currency') or given['order']['currency'])['minor_units'] == 2:
        given['cash_rounding'] = {'step': pick.choice(['0.05', '0.1', '1']), 'mode': pick.choice(roundings)}


def vary_price(pick, case, _):
    given, query = case['input'], case['input']['query']
    case['policy']['rounding'] = pick.choice(roundings)
    if chance(pick, .4):
        case['policy']['price_selection'] = pick.choice(['most_specific', 'override_then_lowest', 'scope_then_tier', 'priority', 'first'])
    if chance(pick, .5):
        query['quantity'] = pick.choice(['1', '2', '3', '4', '5', '8', '10', '11', '0.5', '2.75'])
    if chance(pick, .3):
        given['base_price'] = amount(pick, 200, 2) if chance(pick, .9) else None
    if chance(pick, .2):
        given['min_price'] = amount(pick, 50, 2)
    if chance(pick, .2):
        query['channel'] = pick.choice(['web', 'pos'])
    for at, listed in enumerate(given.get('lists', [])):
        if chance(pick, .2):
            listed['priority'] = pick.randint(0, 5) * 10 + at
        if chance(pick, .15):
            listed['type'] = pick.choice(['list', 'sale', 'override'])
        if chance(pick, .05):
            listed['channels'] = [pick.choice(['web', 'pos'])]
        if chance(pick, .05):
            listed['active'] = chance(pick, .5)
        for rule in listed['rules']:
            if chance(pick, .2):
                rule['kind'] = pick.choice(['fixed', 'percent_off', 'surcharge', 'markup_percent'])
                rule['value'] = amount(pick, 60, 2)
            if chance(pick, .1):
                rule['min_quantity'] = str(pick.randint(1, 6))
            if chance(pick, .1):
                rule['category'] = pick.choice(query.get('categories') or ['office'])
    for promotion in given.get('catalogue_promotions', []):
        if chance(pick, .2):
            promotion['priority'] = pick.randint(0, 3)
        if chance(pick, .05):
            promotion['exclusive'] = True
        for name in ('percent', 'amount'):
            if name in promotion and chance(pick, .4):
                promotion[name] = amount(pick, 90, pick.choice([0, 2]))


def vary_points(pick, case, _):
    program = case['input']['program']
    if chance(pick, .6):
        mode = pick.choice(['per_amount', 'percent_per_amount', 'per_unit'])
        program['earn'] = {'mode': mode, 'amount_per_point' if mode == 'per_amount' else 'points_per_unit': str(pick.randint(1, 9)) + pick.choice(['', '.5', '.25'])}
        if chance(pick, .5):
            program['earn']['rounding'] = pick.choice(roundings)
    if chance(pick, .6):
        kind = pick.choice(['per_point', 'per_reward', 'percent'])
        program['reward'] = {'kind': kind, 'value': amount(pick, 20, 2)}
        if kind == 'per_point' and chance(pick, .5):
            program['reward']['lot'] = str(pick.randint(1, 5))
        if kind != 'per_point':
            program['reward']['cost'] = str(pick.randint(1, 20))
        if kind == 'percent' and chance(pick, .5):
            program['reward']['cap'] = amount(pick, 20, 2)
    if chance(pick, .3):
        program['tiers'] = [{'id': f'T{at}', 'min_spent': str(at * 100 + pick.randint(0, 99))} for at in range(pick.randint(1, 4))]
    case['input']['balance'], case['input']['spent'] = str(pick.randint(0, 90)), amount(pick, 500, 2)
    case['input']['events'] = [event(pick, program) for _ in range(pick.randint(1, 5))]


def event(pick, program):
    kind = pick.choice(['earn'] * 3 * ('earn' in program) + ['redeem'] * 2 * ('reward' in program) + ['adjust'])
    if kind == 'adjust':
        return {'type': kind, 'points': str(pick.randint(-80, 60))}
    if kind == 'earn':
        return {'type': kind, 'units': str(pick.randint(1, 9))} if program['earn']['mode'] == 'per_unit' else \
            {'type': kind, 'amount': amount(pick, 300, 2)}
    wish = {'type': kind}
    if program['reward']['kind'] == 'percent' or chance(pick, .7):
        wish['amount'] = amount(pick, 200, 2)
    if chance(pick, .4):
        wish['points'] = str(pick.randint(1, 60))
    if program['reward']['kind'] == 'per_reward' and chance(pick, .4):
        wish['max_rewards'] = str(pick.randint(1, 3))
    return wish


ways = {'round': vary_round, 'allocate': vary_allocate, 'cash': vary_cash, 'refund': vary_refund, 'price': vary_price,
        'loyalty': vary_points}
