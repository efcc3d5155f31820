"""Deals on whole units: the cheapest, buy and get, bundles."""
from fractions import Fraction as F
from math import floor

from .figures import NotAnswered, allocate, number


class Deals:
    def ordered_units(self, of, pick):
        units = []
        for line in of:
            if line['count'] > 0:
                gone, off = self.used.get(line['id'], (0, F(0))) if self.spares else (0, F(0))
                units += [((self.of(line) + off) / line['count'], line)] * (floor(line['count']) - gone)
        if pick != 'line_order':
            units.sort(key=lambda unit: unit[0], reverse=pick == 'most_expensive')
        return units

    def give(self, units, name, how, value):
        for line in self.lines:
            count = F(sum(1 for _, of in units if of is line))
            if not count:
                continue
            basis = self.of(line) + (self.used.get(line['id'], (0, F(0)))[1] if self.spares else 0)
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

    def buy_get(self, action, name, kind):
        deal = self.shared if action.get('pool', 'shared') == 'shared' else self.separate
        self.spares = bool(action.get('consume_units'))
        if self.spares and self.basis:
            raise NotAnswered('units that are used up, of the undiscounted amount')
        given, used = deal(action, kind)
        how = next(how for how in ('percent', 'amount', 'price') if how in action['get'])
        before = {line['id']: line['amount'] for line in self.lines}
        self.give(given, name, how, number(action['get'][how]))
        if self.spares:
            for line in self.lines:
                gone, off = self.used.get(line['id'], (0, F(0)))
                self.used[line['id']] = (gone + sum(1 for _, of in used if of is line), off + before[line['id']] - line['amount'])
        self.spares = False

    def shared(self, action, kind):
        """Units that are given, and all that the deal uses up."""
        buy, get = int(action['buy']['quantity']), int(action['get']['quantity'])
        units = self.ordered_units(self.selected(action['buy'].get('select'), kind), action.get('pick', 'cheapest'))
        times = min(len(units) // (buy + get), action.get('max_applications', 10 ** 9))
        given, used = times * get, times * (buy + get)
        if action.get('partial') and times < action.get('max_applications', 10 ** 9):
            more = min(max(0, len(units) - used - buy), get)
            given, used = given + more, used + (buy + more if more else 0)
        return units[:given], units[:used]

    def separate(self, action, kind):
        buy, get = int(action['buy']['quantity']), int(action['get']['quantity'])
        paying = self.ordered_units(self.selected(action['buy'].get('select'), kind), 'line_order')
        giving = self.ordered_units(self.selected(action['get'].get('select'), kind), action.get('pick', 'cheapest'))
        if any(one is other for _, one in paying for _, other in giving):
            raise NotAnswered('goods that pay and are given')
        times = min(len(paying) // buy, action.get('max_applications', 10 ** 9), -(-len(giving) // get))
        return giving[:times * get], paying[:times * buy] + giving[:times * get]

    def bundle(self, action, name, kind):
        if action.get('consume_units'):
            raise NotAnswered('sets that use units up')
        pick = action.get('pick', 'most_expensive')
        pools = [(int(each['quantity']), self.ordered_units(self.selected(each.get('select'), kind), pick))
                 for each in action['components']]
        seen = [line['id'] for _, pool in pools for line in {id(line): line for _, line in pool}.values()]
        if len(seen) != len(set(seen)):
            raise NotAnswered('goods that fit several parts of a set')
        deal = action['deal']
        about = self.selected(deal['select'], kind) if 'select' in deal else self.lines
        times = min([len(pool) // size for size, pool in pools] + [action.get('max_applications', 10 ** 9)])
        for at in range(times):
            units = [unit for size, pool in pools for unit in pool[at * size:(at + 1) * size]]
            self.take_set(units, about, deal, name)

    def take_set(self, units, about, deal, name):
        value = number(deal['value'])
        if not any(line is each for _, line in units for each in about):
            return
        priced = {}
        for price, line in units:
            if any(line is each for each in about):
                priced.setdefault(line['id'], (line, []))[1].append(price)
        rows = [priced[line['id']] for line in self.lines if line['id'] in priced]
        whole = sum(price for _, prices in rows for price in prices)
        if deal['type'] == 'unit_price':
            for line, prices in rows:
                self.take(line, self.counted(sum(max(F(0), price - value / self.unit) for price in prices)), name)
            return
        if deal['type'] == 'least_expensive_percent':
            line, prices = min(rows, key=lambda row: min(row[1]))
            self.take(line, self.counted(min(prices) * value / 100), name)
            return
        off = {'price': sum(price for price, _ in units) - value / self.unit, 'percent': whole * value / 100,
               'amount': value / self.unit}[deal['type']]
        off = self.counted(min(max(off, F(0)), whole))
        weights = [sum(prices) for _, prices in rows]
        if any('min_unit_price' in line for line, _ in rows) or off.denominator != 1 or not off:
            if off:
                raise NotAnswered('sets with floors or of amounts that are not whole')
            return
        if self.policy.get('allocation_weight') == 'quantity':
            weights = [F(len(prices)) for _, prices in rows]
        how = self.policy.get('allocation', 'largest_remainder')
        if how == 'exact':
            raise NotAnswered('sets with floors or of amounts that are not whole')
        parts = allocate(int(off), weights, how)[:len(rows)]
        if any(part > weight for part, weight in zip(parts, weights)):
            raise NotAnswered('a set whose parts pass their prices')
        for (line, _), part in zip(rows, parts):
            self.take(line, F(part), name)
