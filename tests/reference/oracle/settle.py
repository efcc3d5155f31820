"""Cash at the smallest coin, and what a return gives back."""
from fractions import Fraction as F

from .figures import NotAnswered, decimal, number, sign, to_whole
from .order import Order


def meet(value, rule, minor):
    """What is paid in coins."""
    if not rule:
        return value
    if rule.get('two_stage'):
        value = to_whole(value / minor, 'half_up') * minor
    return to_whole(value / number(rule['step']), rule.get('mode', 'half_up')) * number(rule['step'])


def cash(document):
    """Only what cash settles meets the smallest coin; everything else pays what it is."""
    due = number(document['amount_due'])
    rule = document.get('cash_rounding')
    minor = F(1, 10 ** document['currency']['minor_units'])
    if 'tenders' not in document:
        return {'rounded': decimal(meet(due, rule, minor)), 'rounding': decimal(meet(due, rule, minor) - due)}
    handed = sum(number(each['amount']) for each in document['tenders'] if each['type'] == 'cash')
    other = sum(number(each['amount']) for each in document['tenders'] if each['type'] != 'cash')
    rest = due - other
    in_cash = any(each['type'] == 'cash' for each in document['tenders'])
    owed = meet(rest, rule, minor) if in_cash else rest
    if sign(handed) * sign(owed) < 0 or sign(rest) * sign(due) < 0 or (not in_cash and rest):
        raise NotAnswered('cash that does not settle')
    if rule and abs(handed) < abs(owed):
        raise NotAnswered('cash that does not settle')
    kept = handed if abs(handed) < abs(owed) else owed
    return {'cash_due': decimal(owed), 'rounding': decimal(owed - rest), 'payable': decimal(other + owed),
            'paid': decimal(other + kept), 'change': decimal(handed - kept), 'open': decimal(owed - kept)}


def sold_lines(case):
    """Unit of the ledger, and of each line its quantity, gross and taxes."""
    given = case['input']
    if 'order' not in given:
        unit = F(1, 10 ** given['currency']['minor_units'])
        return unit, {line['id']: (number(line['quantity']), number(line['gross']) / unit, [number(line['tax']) / unit])
                      for line in given['paid_lines']}
    order = Order(case['policy'], given['order'])
    order.run()
    if 'exact' in [case['policy'].get(name) for name in ('tax_level', 'line_amount', 'discount_rounding', 'allocation')]:
        solved = [(line, order.solve(line['amount'], line['count'], list(order.codes(line.get('taxes', []))))) for line in order.lines]
        return order.unit, {line['id']: (line['count'], net + sum(own for *_, own in rows), [sum(own for *_, own in rows)])
                            for line, (net, rows) in solved}
    _, _, per_line = order.tax_figures()
    if len(per_line) != len(order.lines):
        raise NotAnswered('lines whose taxes are rounded together')
    return order.unit, {line['id']: (line['count'], per_line[line['id']]['gross'],
                                     list(per_line[line['id']]['tax_amounts'].values())) for line in order.lines}


def refund(case):
    given, policy = case['input'], case['policy']
    unit, sold = sold_lines(case)
    exact = policy.get('refund_share', 'cumulative') == 'exact'
    mode = policy.get('rounding', 'half_up')
    back, paid_back, answers = {}, {}, []
    for each in given['returns']:
        figures = [F(0), F(0)]
        for line in each['lines']:
            count, gross, taxes = sold[line['id']]
            back[line['id']] = back.get(line['id'], F(0)) + number(line.get('quantity', '1'))
            share = back[line['id']] / count
            so_far = [value * share if exact or share == 1 else F(to_whole(value * share, mode)) for value in [gross] + taxes]
            before = paid_back.get(line['id'], [F(0)] * len(so_far))
            if sum(so_far[1:]) > so_far[0] > 0 or so_far[0] == 0 and any(so_far[1:]):
                raise NotAnswered('more tax than there is to give back')
            figures[0] += so_far[0] - before[0]
            figures[1] += sum(so_far[1:]) - sum(before[1:])
            paid_back[line['id']] = so_far
        gross, tax = (value * unit for value in figures)
        whole = all((value / unit).denominator == 1 for value in (gross, tax))
        if not whole and 'cash_rounding' in given:
            raise NotAnswered('cash of amounts that are not whole')
        shown = {'gross': gross, 'tax': tax, 'net': gross - tax}
        if not exact and whole:
            coins = meet(gross, given.get('cash_rounding'), unit)
            shown |= {'cash': coins, 'rounding': coins - gross}
        answers.append({name: decimal(value, None if whole else 8) for name, value in shown.items()})
    if exact:
        return {'returns': answers}
    left = [sum(gross for _, gross, _ in sold.values()) - sum(each[0] for each in paid_back.values()),
            sum(sum(taxes) for _, _, taxes in sold.values()) - sum(sum(each[1:]) for each in paid_back.values())]
    return {'returns': answers, 'refundable': {name: decimal(value * unit, None if value.denominator == 1 else 8) for name, value in zip(('gross', 'tax'), left)}}
