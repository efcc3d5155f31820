#!/usr/bin/python3
"""Writes variations of the reference cases with answers of oracle.py: other quantities, prices, currencies, policies,
and promotions of other cases. The reference tests take them like any cases:

    tests/reference/vary.py --seed 1 --count 5000 --from ../shared --to /tmp/varied
    HOLDFAST_SHARED=/tmp/varied holdfast-tests "[reference]"
"""
import argparse
import copy
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import oracle  # noqa: E402

roundings = ['half_up', 'half_down', 'half_even', 'half_odd', 'half_pos_inf', 'half_neg_inf', 'up', 'down', 'ceil', 'floor']
allocations = ['largest_remainder', 'floor_then_first', 'round_half_down_then_first', 'round_then_last', 'largest_weight',
               'even_when_zero']
policies = {
    'rounding': roundings[:6],
    'line_amount': ['round', 'unit', 'exact'],
    'discount_rounding': ['line_discount', 'line_price', 'unit_discount', 'unit_price', 'order_discount', 'exact'],
    'stacking': ['sequential', 'additive', 'best_per_line'],
    'allocation': allocations,
    'allocation_weight': ['amount', 'quantity'],
    'tax_level': ['line', 'unit', 'document', 'document_residual_net', 'exact'],
    'included_target': ['tax', 'net'],
    'compound_base': ['rounded', 'raw'],
}
currencies = [('EUR', 2), ('EUR', 2), ('JPY', 0), ('KWD', 3), ('CLF', 4), ('XXX6', 6)]


def amount(pick, most, decimals):
    digits = pick.randint(0, most * 10 ** decimals)
    return str(digits // 10 ** decimals) + ('.' + str(digits % 10 ** decimals).rjust(decimals, '0') if decimals else '')


def vary_order(pick, case, others):
    given, policy = case['input'], case['policy']
    code, decimals = pick.choice(currencies) if pick.random() < .4 else (given['currency']['code'], given['currency']['minor_units'])
    if pick.random() < .5:
        given['currency'] = {'code': code, 'minor_units': decimals}
    decimals = given['currency']['minor_units']
    for name in pick.sample(sorted(policies), pick.randint(0, 3)):
        policy[name] = pick.choice(policies[name])
    if pick.random() < .3:
        other = copy.deepcopy(pick.choice(others))
        more = [each | {'id': each['id'] + "'"} for each in other['input'].get('promotions', [])]
        given['promotions'] = given.get('promotions', []) + more
        given['coupons'] = given.get('coupons', []) + other['input'].get('coupons', [])
        extra = [line | {'id': line['id'] + "'", 'taxes': []} for line in other['input']['lines'][:4]]
        given['lines'] += extra
    if pick.random() < .15:
        given.setdefault('document_discounts', []).append(
            {'id': 'DD', 'percent': str(pick.randint(1, 60))} if pick.random() < .5 else {'id': 'DD', 'amount': amount(pick, 20, min(decimals, 3))})
    for line in given['lines']:
        chance = pick.random()
        if chance < .25:
            line['quantity'] = str(pick.randint(1, 12))
        elif chance < .33:
            line['quantity'] = f'{pick.randint(0, 3)}.{pick.randint(1, 999):03d}'
        elif chance < .37 and not given.get('promotions') and not given.get('document_discounts'):
            line['quantity'] = str(-pick.randint(1, 5))
        if pick.random() < .4:
            line['unit_price'] = amount(pick, pick.choice([1, 20, 400]), pick.choice([decimals, min(decimals + 2, 6)]))
        if pick.random() < .1:
            line['discounts'] = line.get('discounts', []) + [{'percent': str(pick.randint(1, 100))}]
        if pick.random() < .05:
            line['min_unit_price'] = amount(pick, 10, decimals)
    for promotion in given.get('promotions', []):
        if pick.random() < .2:
            promotion['priority'] = pick.randint(0, 4)
        for action in promotion['actions']:
            if 'value' in action and pick.random() < .3:
                percentage = action['type'] in ('percent', 'cheapest')
                action['value'] = amount(pick, 99 if percentage else 60, 0 if percentage and pick.random() < .6 else min(decimals, 2))
            if action['type'] in ('percent', 'amount', 'fixed_price') and 'target' not in action and pick.random() < .1:
                action['max_units_total'] = str(pick.randint(1, 6))
            if action['type'] in ('percent', 'amount') and pick.random() < .05:
                action['cap'] = amount(pick, 30, decimals)
    return case


def vary_number(pick, case):
    given = case['input']
    if case['kind'] == 'round':
        case['policy']['rounding'] = pick.choice(roundings)
        given['value'] = ('-' if pick.random() < .4 else '') + amount(pick, 50, pick.randint(0, 6))
        given['step'] = pick.choice(['1', '0.01', '0.05', '0.5', '0.25', '10', '0.001', '0.02'])
    elif case['kind'] == 'allocate':
        case['policy']['allocation'] = pick.choice(allocations + ['floor_separate'])
        given['weights'] = [amount(pick, 9, pick.randint(0, 3)) for _ in range(pick.randint(1, 8))]
        given['step'] = pick.choice(['1', '0.01', '0.05', '0.001'])
        given['total'] = oracle.decimal(pick.randint(-2000, 2000) * oracle.number(given['step']))
    else:
        given['cash_rounding'] = {'step': pick.choice(['0.05', '0.1', '0.5', '1', '5', '0.02']), 'mode': pick.choice(roundings)}
        given['amount_due'] = ('-' if pick.random() < .4 else '') + amount(pick, 99, pick.choice([2, 2, 2, 3]))
        if pick.random() < .3:
            given['cash_rounding']['two_stage'] = True
        given.pop('tenders', None)
        if pick.random() < .4 and len(given['amount_due'].split('.')[1]) == 2:
            below = '-' if given['amount_due'].startswith('-') else ''
            card = below + amount(pick, 20, 2)
            given['tenders'] = [{'type': 'card', 'amount': card}, {'type': 'cash', 'amount': below + amount(pick, 200, 1)}]
    return case


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--seed', type=int, default=1)
    arguments.add_argument('--count', type=int, default=2000)
    arguments.add_argument('--from', dest='source', required=True)
    arguments.add_argument('--to', required=True)
    options = arguments.parse_args()
    pick = random.Random(options.seed)
    cases = [case for file in sorted((pathlib.Path(options.source) / 'cases').glob('*.json'))
             for case in json.loads(file.read_text())['cases']]
    orders = [case for case in cases if case['kind'] == 'order']
    rest = [case for case in cases if case['kind'] in ('round', 'allocate', 'cash')]
    varied, unanswered = [], {}
    while len(varied) < options.count and sum(unanswered.values()) < 20 * options.count:
        case = copy.deepcopy(pick.choice(orders if pick.random() < .8 else rest))
        case = vary_order(pick, case, orders) if case['kind'] == 'order' else vary_number(pick, case)
        try:
            case['expected'] = oracle.answer(case)
        except oracle.NotAnswered as why:
            unanswered[str(why)] = unanswered.get(str(why), 0) + 1
            continue
        case['id'] = f"varied.{options.seed}.{len(varied)}.{case['id']}"
        case.pop('insensitive_to', None)
        case.pop('source', None)  # the table of cases by source is of theirs, not of these
        varied.append(case)
    folder = pathlib.Path(options.to) / 'cases'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'varied.json').write_text(json.dumps({'format': 'pricing-cases/1', 'file': 'varied', 'cases': varied}))
    print(f'{len(varied)} varied cases; not answered: {sum(unanswered.values())} ' +
          ', '.join(f'{count} {why}' for why, count in sorted(unanswered.items(), key=lambda item: -item[1])))


if __name__ == '__main__':
    main()
