"""Loyalty: points earned, spent, and taken back, one event after the other."""
from fractions import Fraction as F
from math import floor

from .figures import NotAnswered, decimal, number, to_whole


def earned(earn, amount, units):
    if earn['mode'] == 'per_amount':
        return F(to_whole(amount / number(earn['amount_per_point']), earn.get('rounding', 'floor')))
    of = units if earn['mode'] == 'per_unit' else amount
    points = of * number(earn['points_per_unit'])
    return F(to_whole(points, earn['rounding'])) if 'rounding' in earn else points


def redeemed(reward, balance, event):
    """Points, and what they take off."""
    points = min(balance, number(event['points'])) if 'points' in event else balance
    sale = number(event['amount']) if 'amount' in event else None
    value = number(reward['value'])
    if reward['kind'] == 'percent':
        if sale is None or sale <= 0:
            raise NotAnswered('a percentage of nothing')
        if points < number(reward['cost']):
            return F(0), F(0)
        off = F(to_whole(sale * value, 'half_up'), 100)
        return number(reward['cost']), min(off, sale, number(reward['cap']) if 'cap' in reward else off)
    cost = number(reward.get('lot', '1')) if reward['kind'] == 'per_point' else number(reward['cost'])
    worth = value * cost if reward['kind'] == 'per_point' else value
    times = max(0, floor(points / cost))
    if 'max_rewards' in event:
        times = min(times, floor(number(event['max_rewards'])))
    if sale is not None and worth:
        times = min(times, floor(sale / worth))
    return times * cost, times * worth


def points(case):
    given = case['input']
    program = given['program']
    balance, spent = number(given.get('balance', '0')), number(given.get('spent', '0'))
    returned, rows = {}, []
    for event in given['events']:
        row, discount = {}, None
        if event['type'] == 'earn':
            change = earned(program['earn'], number(event.get('amount', '0')), number(event.get('units', '0')))
            spent += number(event.get('amount', '0'))
        elif event['type'] == 'redeem':
            taken, discount = redeemed(program['reward'], balance, event)
            row['points'], change = decimal(taken), -taken
        elif event['type'] == 'adjust':
            change = number(event['points'])
            row['accepted'] = balance + change >= 0
            change = change if row['accepted'] else F(0)
        else:
            if program['earn']['mode'] == 'per_unit':
                raise NotAnswered('a return of units by their amount')
            original = number(event['original_amount'])
            before = returned.get(original, F(0))
            returned[original] = before + number(event['amount'])
            if returned[original] > original:
                raise NotAnswered('more returned than was sold')
            change = earned(program['earn'], original - returned[original], 0) - earned(program['earn'], original - before, 0)
            spent -= number(event['amount'])
        balance += change
        if event['type'] in ('earn', 'return'):
            row['points'] = decimal(change)
        if discount is not None:
            row['discount'] = decimal(discount)
        reached = [tier for tier in program.get('tiers', []) if number(tier['min_spent']) <= spent]
        if reached:
            row['tier'] = max(reached, key=lambda tier: number(tier['min_spent']))['id']
        rows.append(row | {'balance': decimal(balance)})
    return {'events': rows, 'balance': decimal(balance)}
