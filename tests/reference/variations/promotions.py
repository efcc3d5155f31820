"""Promotions: other values, limits, picks and deals than those of the case."""
from .chances import amount, chance


def selection(pick, given, decimals):
    """Some of the goods that are there."""
    skus = sorted({line['sku'] for line in given['lines'] if 'sku' in line})
    categories = sorted({name for line in given['lines'] for name in line.get('categories', [])})
    select = {}
    if skus and chance(pick, .5):
        select['skus'] = pick.sample(skus, pick.randint(1, len(skus)))
    if categories and chance(pick, .4):
        select['categories'] = pick.sample(categories, 1)
    if skus and chance(pick, .2):
        select['exclude_skus'] = pick.sample(skus, 1)
    if categories and chance(pick, .1):
        select['exclude_categories'] = pick.sample(categories, 1)
    if chance(pick, .2):
        select['exclude_discounted'] = True
    if chance(pick, .1):
        select['min_unit_price'] = amount(pick, 20, decimals)
    if chance(pick, .1):
        select['max_unit_price'] = amount(pick, 200, decimals)
    return select


def condition(pick, given, decimals):
    kind = pick.randint(0, 4)
    if kind == 0:
        wanted = {'amount': amount(pick, 300, decimals)}
        if chance(pick, .4):
            wanted['basis'] = 'before_discounts'
    elif kind == 1:
        wanted = {'quantity': str(pick.randint(1, 8))}
        if chance(pick, .4):
            wanted['per'] = 'line'
    elif kind == 2:
        return {'contains': [selection(pick, given, decimals) for _ in range(pick.randint(1, 2))]}
    elif kind == 3:
        given.setdefault('customer', {}).setdefault('previous_orders', pick.randint(0, 3))
        return {'nth_order': pick.randint(1, 4)}
    else:
        return {'currency': pick.choice([given['currency']['code'][:3], 'GBP'])}
    if chance(pick, .4):
        wanted['select'] = selection(pick, given, decimals)
    return {'min_quantity' if kind else 'min_amount': wanted}


def vary_action(pick, given, action, decimals):
    kind = action['type']
    if 'value' in action and chance(pick, .3):
        percentage = kind in ('percent', 'cheapest')
        action['value'] = amount(pick, 99 if percentage else 60, 0 if percentage and chance(pick, .6) else min(decimals, 2))
    if kind in ('percent', 'amount', 'fixed_price', 'cheapest') and chance(pick, .08):
        action['select'] = selection(pick, given, decimals)
    if chance(pick, .03):
        action['target'] = pick.choice(['charges', 'order'])
    if kind in ('percent', 'amount', 'fixed_price'):
        vary_line_action(pick, action, decimals)
    elif kind == 'cheapest':
        vary_cheapest(pick, action)
    elif kind == 'buy_get':
        vary_buy_get(pick, given, action, decimals)
    else:
        vary_bundle(pick, given, action, decimals)
    if kind in ('percent', 'amount') and chance(pick, .06):
        action['cap'] = amount(pick, 30, decimals)
    if chance(pick, .03):
        action |= {'budget_left': amount(pick, 30, decimals), 'budget_rule': 'skip'}


def vary_line_action(pick, action, decimals):
    across = action.get('target') == 'order' or action.get('allocation') == 'across'
    if not across and chance(pick, .1):
        action[pick.choice(['max_units_total', 'max_units_per_line', 'group_size'])] = str(pick.randint(1, 6))
        action['pick'] = pick.choice(['line_order', 'cheapest', 'most_expensive'])
    if 'first' in action and chance(pick, .5):
        action['first'], action['additional'] = amount(pick, 20, decimals), amount(pick, 20, decimals)
    if 'tiers' in action:
        for tier in action['tiers']:
            if chance(pick, .3):
                tier['from'] = amount(pick, 60, min(decimals, 2))
        if chance(pick, .3):
            action['tier_by'] = pick.choice(['line_amount', 'order_amount', 'eligible_quantity'])
    elif 'value' in action and chance(pick, .05):
        action['tiers'] = [{'from': start, 'value': amount(pick, 40, 0)} for start in ('0', '5', '20', '80')]
        action['tier_by'] = pick.choice(['line_amount', 'order_amount', 'eligible_quantity'])
        del action['value']


def vary_cheapest(pick, action):
    if chance(pick, .5):
        action['per_group_of'] = str(pick.randint(2, 7)) if chance(pick, .8) else action.pop('per_group_of', '3')
        action['group_from'] = pick.choice(['order', 'cheapest', 'most_expensive'])
        action['pick'] = pick.choice(['cheapest', 'most_expensive'])
        if chance(pick, .5):
            action['max_applications'] = pick.randint(1, 6)
        else:
            action.pop('max_applications', None)


def vary_buy_get(pick, given, action, decimals):
    if chance(pick, .4):
        action['buy']['quantity'] = str(pick.randint(1, 6))
    if chance(pick, .4):
        action['get']['quantity'] = str(pick.randint(1, 4))
    if chance(pick, .3):
        for how in ('percent', 'amount', 'price'):
            action['get'].pop(how, None)
        how = pick.choice(['percent', 'amount', 'price'])
        action['get'][how] = amount(pick, 100 if how == 'percent' else 30, 0 if how == 'percent' else min(decimals, 2))
    if action.get('pool') == 'shared' and chance(pick, .2):
        action['partial'] = chance(pick, .7)
    if chance(pick, .3):
        action['pick'] = pick.choice(['cheapest', 'most_expensive'])
    if chance(pick, .2):
        action['max_applications'] = pick.randint(1, 4)
    elif chance(pick, .2):
        action.pop('max_applications', None)
    if chance(pick, .15):
        action['consume_units'] = True
    if chance(pick, .1):
        action['pool'] = 'separate'
        action['buy']['select'] = selection(pick, given, decimals)
        action['get']['select'] = selection(pick, given, decimals)


def vary_bundle(pick, given, action, decimals):
    for component in action['components']:
        if chance(pick, .3):
            component['quantity'] = str(pick.randint(1, 3))
    if chance(pick, .4):
        kind = pick.choice(['price', 'unit_price', 'percent', 'amount', 'least_expensive_percent'])
        action['deal'] = {'type': kind, 'value': amount(pick, 100 if 'percent' in kind else 40, 0)}
    if chance(pick, .1):
        action['deal']['select'] = selection(pick, given, decimals)
    if chance(pick, .3):
        action['pick'] = pick.choice(['cheapest', 'most_expensive'])
    if chance(pick, .3):
        action['max_applications'] = pick.randint(1, 3)
