"""The answers of pricing cases (format pricing-cases/1) from their definitions alone, with exact fractions.

Shares nothing with the engine: written from the descriptions of the cases' format, checked against the cases that
exist, and used by vary.py to give answers to cases nobody wrote. What it does not answer, it says (NotAnswered).
"""
from fractions import Fraction as F
from math import floor


class NotAnswered(Exception):
    pass


def number(text):
    return F(str(text))


def sign(value):
    return (value > 0) - (value < 0)


def to_whole(value, mode):
    """The nearest whole number under a rounding mode."""
    down = floor(value)
    if down == value:
        return down
    half = value - down - F(1, 2)
    if mode == 'ceil' or (mode == 'up' and value > 0) or (mode == 'down' and value < 0):
        return down + 1
    if mode == 'floor' or mode in ('up', 'down'):
        return down
    if half != 0:
        return down + (half > 0)
    away = down if value < 0 else down + 1
    return {'half_up': away, 'half_down': down + down + 1 - away, 'half_even': down + down % 2,
            'half_odd': down + 1 - down % 2, 'half_pos_inf': down + 1, 'half_neg_inf': down}[mode]


def allocate(total, weights, how):
    """Whole parts of a whole total."""
    if total < 0:
        return [-part for part in allocate(-total, weights, how)]
    weight = sum(weights)
    if weight == 0:
        if how == 'even_when_zero':
            return allocate(total, [F(1)] * len(weights), 'largest_remainder')
        raise NotAnswered('weights of nothing')
    shares = [F(total) * each / weight for each in weights]
    if how in ('largest_remainder', 'even_when_zero'):
        parts = [floor(share) for share in shares]
        order = sorted(range(len(parts)), key=lambda i: (-(shares[i] - parts[i]), i))
    elif how in ('floor_then_first', 'largest_weight'):
        parts = [floor(share) for share in shares]
        order = [i for i in range(len(parts)) if weights[i] != 0]
        if how == 'largest_weight':
            order.sort(key=lambda i: (-weights[i], i))
    elif how == 'round_half_down_then_first':
        parts = [to_whole(share, 'half_down') for share in shares]
        order = [i for i in range(len(parts)) if weights[i] != 0]
    elif how == 'round_then_last':
        parts = [to_whole(share, 'half_up') for share in shares]
        parts[-1] += total - sum(parts)
        return parts
    elif how == 'floor_separate':
        parts = [floor(share) for share in shares]
        return parts + [total - sum(parts)]
    else:
        raise NotAnswered('allocation ' + how)
    rest = total - sum(parts)
    step = sign(rest)
    at = 0
    while rest:
        parts[order[at % len(order)]] += step
        rest -= step
        at += 1
    return parts


class Order:
    """Amounts are in units of the ledger (the minor unit, or the currency's step)."""

    def __init__(self, policy, document):
        self.policy = policy
        self.document = document
        currency = document['currency']
        self.unit = number(currency['step']) if 'step' in currency else F(1, 10 ** currency['minor_units'])
        self.lines = [dict(each) for each in document['lines']]
        for line in self.lines:
            line['count'] = number(line.get('quantity', '1'))
            line['price'] = self.units(line['unit_price'])
        self.mode = policy.get('rounding', 'half_up')
        self.how = policy.get('discount_rounding', 'line_discount')
        self.taken = {}   # promotion -> line -> amount
        self.applied = []

    def units(self, text):
        return number(text) / self.unit

    def rounded(self, value):
        return F(to_whole(value, self.mode))

    def counted(self, value):
        return value if self.how == 'exact' else self.rounded(value)

    # -- amounts and discounts by hand
    def run(self):
        how = self.policy.get('line_amount', 'round')
        for line in self.lines:
            amount = line['count'] * line['price']
            if how == 'round':
                amount = self.rounded(amount)
            elif how == 'unit':
                amount = self.rounded(self.rounded(line['price']) * line['count'])
            line['subtotal'] = line['amount'] = amount
            for discount in line.get('discounts', []):
                if 'percent' in discount:
                    off = self.percent_off(line, line['amount'], abs(line['count']), number(discount['percent']) / 100)
                else:
                    off = self.counted(self.units(discount['amount'])) * (sign(line['amount']) or 1)
                self.take(line, off, None, floored=False)
        self.promote()
        if self.basis and len(self.document.get('document_discounts', [])) > 1:
            raise NotAnswered('discounts on the whole of the undiscounted amount')
        for discount in self.document.get('document_discounts', []):
            of = [line for line in self.lines if discount.get('charges_too') or line.get('kind') != 'charge']
            base = sum(line['amount'] for line in of)
            if 'percent' in discount:
                self.percent_over(of, number(discount['percent']) / 100, discount['id'], None)
            elif base > 0:
                self.spread(min(self.counted(self.units(discount['amount'])), base), of, discount['id'])
            else:
                raise NotAnswered('an amount off a refund')

    def percent_off(self, line, basis, units, fraction):
        count = abs(line['count'])
        part = basis * units / count
        if self.how == 'exact':
            return part * fraction
        if self.how == 'line_price':
            return basis - self.rounded(basis - part * fraction)
        if self.how == 'unit_discount':
            return self.rounded(self.rounded(basis / count * fraction) * units)
        if self.how == 'unit_price':
            left = self.rounded(basis / count * (1 - fraction))
            return basis - self.rounded(left * units) if units == count else self.rounded((basis / count - left) * units)
        return self.rounded(part * fraction)

    def room(self, line):
        if 'min_unit_price' not in line:
            return line['amount']
        least = self.counted(self.units(line['min_unit_price']) * line['count'])
        left = line['amount'] - least
        return left if sign(left) == sign(line['amount']) else F(0)

    def take(self, line, off, name, floored=True):
        room = self.room(line) if floored else line['amount']
        off = min(max(off, F(0)), room) if room >= 0 else max(min(off, F(0)), room)
        line['amount'] -= off
        if name is not None and off:
            share = self.taken.setdefault(name, {})
            share[line['id']] = share.get(line['id'], F(0)) + off
        return off

    def spread(self, off, of, name):
        """One amount over lines; what floors refuse is spread again over the lines with room."""
        how = self.policy.get('allocation', 'largest_remainder')
        by_units = self.policy.get('allocation_weight') == 'quantity'
        weigh = {line['id']: line['count'] if by_units else line['amount'] for line in of}
        if any(weight < 0 for weight in weigh.values()):
            raise NotAnswered('an amount over lines that come back')
        left = off
        for _ in range(len(of) + 2):
            open_lines = [line for line in of if sign(self.room(line)) * sign(weigh[line['id']]) > 0]
            if not left or not open_lines:
                break
            weights = [weigh[line['id']] for line in open_lines]
            if how == 'exact' or left.denominator != 1:
                parts = [left * weight / sum(weights) for weight in weights]
            else:
                parts = allocate(int(left), weights, how)[:len(open_lines)]
            for line, part in zip(open_lines, parts):
                left -= self.take(line, F(part), name)

    def percent_over(self, of, fraction, name, cap):
        if cap is None and self.how != 'order_discount':
            for line in of:
                self.take(line, self.percent_off(line, line['amount'], abs(line['count']), fraction), name)
            return
        off = self.counted(sum(line['amount'] for line in of) * fraction)
        if off < 0:
            raise NotAnswered('a percentage of a refund in one amount')
        self.spread(off if cap is None else min(off, cap), of, name)

    # -- promotions
    def selected(self, select, kind='item'):
        select = select or {}
        result = []
        for line in self.lines:
            if line.get('kind', 'item') != kind:
                continue
            categories = line.get('categories', [])
            if 'skus' in select or 'categories' in select:
                if line.get('sku') not in select.get('skus', []) and not set(categories) & set(select.get('categories', [])):
                    continue
            if line.get('sku') in select.get('exclude_skus', []) or set(categories) & set(select.get('exclude_categories', [])):
                continue
            if select.get('exclude_discounted') and line.get('discounted'):
                continue
            if 'min_unit_price' in select and line['price'] < self.units(select['min_unit_price']):
                continue
            if 'max_unit_price' in select and line['price'] > self.units(select['max_unit_price']):
                continue
            result.append(line)
        return result

    def standing(self, promotion):
        document = self.document
        at = document.get('at')
        if at and (promotion.get('starts', at) > at or promotion.get('ends', at) < at):
            return False
        if 'coupon' in promotion and promotion['coupon'] not in document.get('coupons', []):
            return False
        if promotion.get('uses_left', 1) <= 0 or promotion.get('uses_left_customer', 1) <= 0:
            return False
        if promotion.get('channels') and document.get('channel') not in promotion['channels']:
            return False
        customer = document.get('customer', {})
        if promotion.get('customer_groups') and not set(promotion['customer_groups']) & set(customer.get('groups', [])):
            return False
        conditions = promotion.get('conditions', {})
        if 'nth_order' in conditions and conditions['nth_order'] != customer.get('previous_orders', 0) + 1:
            return False
        return conditions.get('currency', document['currency']['code']) == document['currency']['code']

    def qualifies(self, promotion):
        conditions = promotion.get('conditions', {})
        if 'min_amount' in conditions:
            wanted = conditions['min_amount']
            of = 'subtotal' if wanted.get('basis') == 'before_discounts' else 'amount'
            if sum(line[of] for line in self.selected(wanted.get('select'))) < self.units(wanted['amount']):
                return False
        if 'min_quantity' in conditions:
            wanted = conditions['min_quantity']
            counts = [line['count'] for line in self.selected(wanted.get('select'))]
            reached = max(counts, default=F(0)) if wanted.get('per') == 'line' else sum(counts)
            if reached < number(wanted['quantity']):
                return False
        return all(any(line['count'] > 0 for line in self.selected(select)) for select in conditions.get('contains', []))

    def promote(self):
        stacking = self.policy.get('stacking', 'sequential')
        promotions = [each for each in self.document.get('promotions', []) if self.standing(each)]
        promotions.sort(key=lambda each: -each.get('priority', 0))
        alone = [each for each in promotions if each.get('exclusive') and self.qualifies(each)]
        if alone:
            promotions = alone[:1]
        self.basis = None
        if stacking == 'additive':
            self.basis = {line['id']: line['amount'] for line in self.lines}
        if stacking == 'best_per_line':
            return self.best(promotions)
        for promotion in promotions:
            if self.qualifies(promotion):
                for action in promotion['actions']:
                    self.act(action, promotion['id'])
                if promotion['id'] in self.taken:
                    self.applied.append(promotion['id'])

    def best(self, promotions):
        before = [line['amount'] for line in self.lines]
        trials = []
        for promotion in promotions:
            self.taken = {}
            if self.qualifies(promotion):
                for action in promotion['actions']:
                    self.act(action, promotion['id'])
            trials.append((promotion['id'], self.taken.get(promotion['id'], {})))
            for line, amount in zip(self.lines, before):
                line['amount'] = amount
        self.taken = {}
        for line in self.lines:
            offers = [(abs(share.get(line['id'], 0)), -at, name) for at, (name, share) in enumerate(trials)]
            if offers and max(offers)[0]:
                name = max(offers)[2]
                self.take(line, dict(trials)[name][line['id']], name)
        self.applied = [name for name, _ in trials if name in self.taken]

    def of(self, line):
        return self.basis[line['id']] if self.basis else line['amount']

    def value(self, action, of, line):
        if 'tiers' not in action:
            return number(action['value'])
        by = action['tier_by']
        if by == 'eligible_quantity':
            reached = sum(each['count'] for each in of)
        elif by == 'line_amount' and line is not None:
            reached = self.of(line) * self.unit
        elif by == 'order_amount':
            reached = self.order_amount * self.unit
        else:
            raise NotAnswered('tiers by the amount of a line over an order')
        tiers = [tier for tier in action['tiers'] if number(tier['from']) <= reached]
        return number(max(tiers, key=lambda tier: number(tier['from']))['value']) if tiers else None

    def reached(self, action, of):
        units = {line['id']: abs(line['count']) for line in of}
        if 'max_units_per_line' in action:
            units = {name: min(count, number(action['max_units_per_line'])) for name, count in units.items()}
        if 'max_units_total' not in action and 'group_size' not in action:
            return units
        total = sum(units.values())
        if 'max_units_total' in action:
            total = min(total, number(action['max_units_total']))
        if 'group_size' in action:
            total = floor(total / number(action['group_size'])) * number(action['group_size'])
        order = list(of)
        pick = action.get('pick', 'line_order')
        if pick != 'line_order':
            order.sort(key=lambda line: self.of(line) / abs(line['count']) * (1 if pick == 'cheapest' else -1))
        for line in order:
            units[line['id']] = min(units[line['id']], total)
            total -= units[line['id']]
        return units

    def act(self, action, name):
        kind = 'charge' if action.get('target') == 'charges' else 'item'
        before = [line['amount'] for line in self.lines]
        shares = dict(self.taken.get(name, {}))
        self.order_amount = sum(self.of(each) for each in self.lines if each.get('kind') != 'charge')
        if action['type'] in ('percent', 'amount', 'fixed_price'):
            self.line_action(action, name, self.selected(action.get('select'), kind))
        elif action['type'] == 'cheapest':
            self.cheapest(action, name, self.selected(action.get('select'), kind))
        elif action['type'] == 'buy_get' and action.get('pool', 'shared') == 'shared':
            self.shared(action, name, kind)
        else:
            raise NotAnswered('action ' + action['type'])
        off = sum(before) - sum(line['amount'] for line in self.lines)
        most = min(off, self.units(action['cap'])) if 'cap' in action else off
        over_budget = 'budget_left' in action and most > self.units(action['budget_left'])
        if 'cap' in action and off > self.units(action['cap']) or over_budget:
            for line, amount in zip(self.lines, before):
                line['amount'] = amount
            gave = [line for line in self.lines if self.taken.get(name, {}).get(line['id'], 0) != shares.get(line['id'], 0)]
            self.taken[name] = shares
            if not shares:
                del self.taken[name]
            if over_budget and action.get('budget_rule') == 'skip':
                return
            if self.basis:
                raise NotAnswered('a cap on what is taken of the undiscounted amount')
            limits = [self.units(action[each]) for each in ('cap', 'budget_left') if each in action]
            self.spread(self.counted(min(limits)), gave, name)

    def line_action(self, action, name, of):
        fixed = action['type'] == 'fixed_price'
        if action.get('target') == 'order' or action.get('allocation') == 'across':
            base = sum(self.of(line) for line in of)
            value = self.value(action, of, None)
            if value is None or base <= 0:
                return
            if action['type'] == 'percent':
                if self.basis:
                    raise NotAnswered('a percentage over lines on the undiscounted amount')
                return self.percent_over(of, value / 100, name, self.units(action['cap']) if 'cap' in action else None)
            off = base - value / self.unit if fixed else value / self.unit
            return self.spread(min(self.counted(max(off, F(0))), max(F(0), sum(line['amount'] for line in of))), of, name)
        units = self.reached(action, of)
        for line in of:
            count = units[line['id']]
            value = self.value(action, of, line) if action.get('allocation') != 'first_then_additional' else F(0)
            if value is None or not count:
                continue
            basis = self.of(line)
            unit = abs(basis) / abs(line['count'])
            if action['type'] == 'percent':
                off = self.percent_off(line, basis, count, value / 100)
            elif fixed:
                part = abs(basis) * count / abs(line['count'])
                off = self.counted(part - self.counted(value / self.unit * count)) * sign(basis)
            elif action.get('allocation') == 'each_line':
                off = self.counted(value / self.unit) * sign(basis)
            elif action.get('allocation') == 'first_then_additional':
                more = max(F(0), count - 1)
                off = self.counted(min(self.units(action['first']), unit) * min(count, 1)
                                   + min(self.units(action['additional']), unit) * more) * sign(basis)
            else:
                off = self.counted(min(value / self.unit, unit) * count) * sign(basis)
            self.take(line, off, name)

    def ordered_units(self, of, pick):
        units = []
        for line in of:
            if line['count'] > 0:
                units += [(self.of(line) / line['count'], line)] * floor(line['count'])
        if pick != 'line_order':
            units.sort(key=lambda unit: unit[0], reverse=pick == 'most_expensive')
        return units

    def give(self, units, name, how, value):
        for line in self.lines:
            count = F(sum(1 for _, of in units if of is line))
            if not count:
                continue
            basis = self.of(line)
            unit = basis / line['count']
            if how == 'percent':
                off = self.percent_off(line, basis, count, value / 100)
            elif how == 'amount':
                off = self.counted(min(unit, value / self.unit) * count)
            else:
                off = self.counted(max(F(0), unit - value / self.unit) * count)
            self.take(line, off, name)

    def cheapest(self, action, name, of):
        pick = action.get('pick', 'cheapest')
        size = action.get('per_group_of')
        if size is None:
            return self.give(self.ordered_units(of, pick)[:1], name, 'percent', number(action['value']))
        size = int(size)
        most = action.get('max_applications', 10 ** 9)
        cut = action.get('group_from', 'order')
        if cut == 'order':
            units = self.ordered_units(of, pick)
            given = units[:min(len(units) // size, most)]
        else:
            units = self.ordered_units(of, cut)
            groups = [units[at:at + size] for at in range(0, len(units) - size + 1, size)][:most]
            given = [group[0] if pick == cut else group[-1] for group in groups]
        self.give(given, name, 'percent', number(action['value']))

    def shared(self, action, name, kind):
        if action.get('consume_units'):
            raise NotAnswered('units that are used up')
        buy, get = int(action['buy']['quantity']), int(action['get']['quantity'])
        units = self.ordered_units(self.selected(action['buy'].get('select'), kind), action.get('pick', 'cheapest'))
        times = min(len(units) // (buy + get), action.get('max_applications', 10 ** 9))
        given = times * get
        if action.get('partial') and times < action.get('max_applications', 10 ** 9):
            given += min(max(0, len(units) - times * (buy + get) - buy), get)
        for how in ('percent', 'amount', 'price'):
            if how in action['get']:
                return self.give(units[:given], name, how, number(action['get'][how]))

    # -- taxes
    def codes(self, names):
        at = self.document.get('at')
        for name in names:
            tax = self.document['taxes'][name]
            if at and (tax.get('starts', at) > at or tax.get('ends', at) < at):
                continue
            if tax['type'] == 'group':
                yield from self.codes(tax['members'])
            else:
                yield name, tax

    def solve(self, amount, count, taxes):
        """Net, and each tax with its base, exactly: everything is a x net + b."""
        def at(line, net):
            return line[0] * net + line[1]
        affected, contained = (F(1), F(0)), (F(1), F(0))
        rows = []
        for place, (name, tax) in enumerate(taxes):
            base = affected if tax.get('affected_by_previous', True) else (F(1), F(0))
            if tax.get('exempt'):
                own = (F(0), F(0))
            elif tax['type'] == 'fixed_per_unit':
                own = (F(0), self.units(tax['amount']) * count)
            else:
                rate = number(tax['rate']) / 100
                if tax['type'] == 'division':
                    first = last = place
                    while first and taxes[first - 1][1]['type'] == 'division':
                        first -= 1
                    while last + 1 < len(taxes) and taxes[last + 1][1]['type'] == 'division':
                        last += 1
                    rate /= 1 - sum(number(taxes[i][1]['rate']) / 100 for i in range(first, last + 1))
                own = (base[0] * rate, base[1] * rate)
            if tax.get('affects_base'):
                affected = (affected[0] + own[0], affected[1] + own[1])
            if tax.get('included'):
                contained = (contained[0] + own[0], contained[1] + own[1])
            rows.append((name, tax, base, own))
        net = (amount - contained[1]) / contained[0]
        return net, [(name, tax, at(base, net), at(own, net)) for name, tax, base, own in rows]

    def tax_figures(self):
        """Gross, net and tax of each line and of the document, and amounts of each tax."""
        level = self.policy.get('tax_level', 'line')
        if self.policy.get('discount_tax') == 'separate':
            raise NotAnswered('taxes of discounts')
        lines = [(line, *self.solve(line['amount'], line['count'], list(self.codes(line.get('taxes', [])))))
                 for line in self.lines]
        if level == 'exact':
            taxes = {}
            for _, _, rows in lines:
                for name, _, _, own in rows:
                    taxes[name] = taxes.get(name, F(0)) + own
            net = sum(net for _, net, _ in lines)
            gross = net + sum(taxes.values())
            return {'net': net, 'tax': gross - net, 'gross': gross}, taxes, {}
        if level in ('document', 'document_residual_net'):
            return self.document_taxes(lines, level)
        per_line, taxes = {}, {}
        total = {'net': F(0), 'tax': F(0), 'gross': F(0)}
        for line, net, rows in lines:
            if line['amount'].denominator != 1:
                raise NotAnswered('taxes by line of amounts that are not whole')
            if level == 'unit':
                figures = self.unit_taxes(line, list(self.codes(line.get('taxes', []))))
            else:
                figures = self.line_taxes(line['amount'], net, rows)
            own_net, amounts = figures
            tax = sum(amounts.values())
            per_line[line['id']] = {'net': own_net, 'tax': tax, 'gross': own_net + tax, 'tax_amounts': amounts}
            for name, amount in amounts.items():
                taxes[name] = taxes.get(name, F(0)) + amount
            total = {'net': total['net'] + own_net, 'tax': total['tax'] + tax, 'gross': total['gross'] + own_net + tax}
        return total, taxes, per_line

    def line_taxes(self, amount, net, rows):
        amounts = {name: self.rounded(own) for name, _, _, own in rows}
        included = [(name, tax) for name, tax, _, _ in rows if tax.get('included')]
        if self.policy.get('included_target') == 'net' and included:
            if len(included) > 1:
                raise NotAnswered('the rest of several included taxes')
            own_net = self.rounded(net)
            name, tax = included[0]
            if tax['type'] == 'fixed_per_unit' or tax.get('exempt'):
                own_net = self.rounded(amount) - amounts[name]
            amounts[name] = amount - own_net
        else:
            own_net = amount - sum(amounts[name] for name, _ in included)
        if self.policy.get('compound_base', 'rounded') == 'rounded':
            base = own_net
            for name, tax, _, _ in rows:
                of = base if tax.get('affected_by_previous', True) else own_net
                if not tax.get('included') and not tax.get('exempt') and tax['type'] == 'percent':
                    amounts[name] = self.rounded(of * number(tax['rate']) / 100)
                if tax.get('affects_base'):
                    base += amounts[name]
        return own_net, amounts

    def unit_taxes(self, line, taxes):
        unit = line['amount'] / line['count']
        net, rows = self.solve(unit, F(1), taxes)
        if any(tax.get('included') for _, tax, _, _ in rows) and (self.policy.get('included_target') == 'net' or
                                                                 any(not tax.get('included') for _, tax, _, _ in rows)):
            raise NotAnswered('units with included and other taxes')
        if len(rows) > 1 and any(tax.get('affects_base') for _, tax, _, _ in rows):
            raise NotAnswered('units with taxes on taxes')
        amounts = {name: self.rounded(self.rounded(own) * line['count']) for name, _, _, own in rows}
        included = sum(amounts[name] for name, tax, _, _ in rows if tax.get('included'))
        return line['amount'] - included, amounts

    def document_taxes(self, lines, level):
        raw, included = {}, {}
        for _, _, rows in lines:
            for name, tax, _, own in rows:
                raw[name] = raw.get(name, F(0)) + own
                included[name] = bool(tax.get('included'))
        taxes = {name: self.rounded(amount) for name, amount in raw.items()}
        price = sum(line['amount'] for line, _, _ in lines)
        if level == 'document_residual_net':
            gross = self.rounded(sum(net for _, net, _ in lines) + sum(raw.values()))
            net = gross - sum(taxes.values())
        elif self.policy.get('included_target') == 'net' and any(included.values()):
            raise NotAnswered('the nets of a document rounded by rate')
        else:
            net = self.rounded(price) - sum(amount for name, amount in taxes.items() if included[name])
            gross = net + sum(taxes.values())
        return {'net': net, 'tax': sum(taxes.values()), 'gross': gross}, taxes, {}

    # -- what the cases state
    def answer(self):
        self.run()
        totals, taxes, per_line = self.tax_figures()
        exact = ('exact' in (self.policy.get('tax_level'), self.policy.get('line_amount'), self.policy.get('allocation'), self.how))
        show = (lambda value: decimal(value * self.unit, 6)) if exact else (lambda value: decimal(value * self.unit))
        items = [line for line in self.lines if line.get('kind') != 'charge']
        charges = [line for line in self.lines if line.get('kind') == 'charge']
        expected = {'totals': {name: show(value) for name, value in totals.items()},
                    'taxes': {name: {'amount': show(value)} for name, value in taxes.items()}, 'lines': {}}
        expected['totals']['amount'] = show(sum(line['amount'] for line in items))
        if charges:
            expected['totals']['charges'] = show(sum(line['amount'] for line in charges))
        expected['totals']['discount'] = show(sum(line['subtotal'] - line['amount'] for line in self.lines))
        for line in self.lines:
            own = {'subtotal': show(line['subtotal']), 'amount': show(line['amount']),
                   'discount': show(line['subtotal'] - line['amount'])}
            figures = per_line.get(line['id'], {})
            own |= {name: show(figures[name]) for name in ('net', 'tax', 'gross') if name in figures}
            if figures.get('tax_amounts'):
                own['tax_amounts'] = {name: show(value) for name, value in figures['tax_amounts'].items()}
            shares = {name: show(share[line['id']]) for name, share in self.taken.items() if share.get(line['id'])}
            expected['lines'][line['id']] = own | ({'promotions': shares} if shares else {})
        names = {each['id'] for each in self.document.get('promotions', [])}
        expected['promotions'] = {name: show(sum(share.values())) for name, share in self.taken.items() if name in names}
        expected['applied'] = self.applied
        return expected


def decimal(value, places=None):
    """As the cases write it: as many decimals as it has, or `places` of a fraction that does not end."""
    if places is not None:
        scaled = to_whole(value * 10 ** places, 'half_up')
    else:
        places = 0
        while (value * 10 ** places).denominator != 1:
            places += 1
            if places > 12:
                raise NotAnswered('a fraction that does not end')
        scaled = int(value * 10 ** places)
    digits = str(abs(scaled)).rjust(places + 1, '0')
    return ('-' if scaled < 0 else '') + (digits[:-places] + '.' + digits[-places:] if places else digits)


def cash(document):
    """Only what cash settles meets the smallest coin; everything else pays what it is."""
    due = number(document['amount_due'])
    rule = document.get('cash_rounding')
    minor = F(1, 10 ** document['currency']['minor_units'])

    def meet(value):
        if not rule:
            return value
        if rule.get('two_stage'):
            value = to_whole(value / minor, 'half_up') * minor
        return to_whole(value / number(rule['step']), rule.get('mode', 'half_up')) * number(rule['step'])

    if 'tenders' not in document:
        return {'rounded': decimal(meet(due)), 'rounding': decimal(meet(due) - due)}
    handed = sum(number(each['amount']) for each in document['tenders'] if each['type'] == 'cash')
    other = sum(number(each['amount']) for each in document['tenders'] if each['type'] != 'cash')
    rest = due - other
    in_cash = any(each['type'] == 'cash' for each in document['tenders'])
    owed = meet(rest) if in_cash else rest
    if abs(handed) < abs(owed) or sign(handed) * sign(owed) < 0 or sign(rest) * sign(due) < 0:
        raise NotAnswered('cash that does not settle')
    return {'cash_due': decimal(owed), 'rounding': decimal(owed - rest), 'payable': decimal(other + owed),
            'paid': decimal(other + owed), 'change': decimal(handed - owed), 'open': '0'}


def answer(case):
    given = case['input']
    if case['kind'] == 'order':
        return Order(case['policy'], given).answer()
    if case['kind'] == 'round':
        step = number(given['step'])
        return {'result': decimal(to_whole(number(given['value']) / step, case['policy']['rounding']) * step)}
    if case['kind'] == 'allocate':
        step = number(given['step'])
        total = number(given['total']) / step
        if total.denominator != 1:
            raise NotAnswered('a total finer than the step')
        parts = allocate(int(total), [number(each) for each in given['weights']], case['policy']['allocation'])
        return {'parts': [decimal(part * step) for part in parts]}
    if case['kind'] == 'cash':
        return cash(given)
    raise NotAnswered('kind ' + case['kind'])
