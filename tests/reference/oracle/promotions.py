"""Which promotions run, in which order, and those that work on lines: percent, amount, fixed_price."""
from fractions import Fraction as F
from math import floor

from .figures import NotAnswered, number, sign


class Promotions:
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
        return conditions.get('currency', document['currency']['code'][:3]) == document['currency']['code'][:3]

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
            self.best(promotions)
            promotions = []
        for promotion in promotions:
            if self.qualifies(promotion):
                for action in promotion['actions']:
                    self.act(action, promotion['id'])
                if promotion['id'] in self.taken:
                    self.applied.append(promotion['id'])
        if alone and not self.applied:
            raise NotAnswered('an exclusive promotion that takes nothing')

    def best(self, promotions):
        before = [line['amount'] for line in self.lines]
        trials = []
        for promotion in promotions:
            self.taken, self.used = {}, {}
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
            if 'value' not in action:
                raise NotAnswered('first and additional over an order')
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
        shares, used = dict(self.taken.get(name, {})), dict(self.used)
        self.order_amount = sum(self.of(each) for each in self.lines if each.get('kind') != 'charge')
        if action['type'] in ('percent', 'amount', 'fixed_price'):
            self.line_action(action, name, self.selected(action.get('select'), kind))
        elif action['type'] == 'cheapest':
            self.cheapest(action, name, self.selected(action.get('select'), kind))
        elif action['type'] == 'buy_get':
            self.buy_get(action, name, kind)
        elif action['type'] == 'bundle':
            self.bundle(action, name, kind)
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
                self.used = used
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
            if 'cap' in action:
                off = min(off, self.units(action['cap']))
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

