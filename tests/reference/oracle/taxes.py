"""Taxes of what is left of each line, by the level at which they are rounded."""
from fractions import Fraction as F

from .figures import NotAnswered, number


class Taxes:
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
        separate = self.policy.get('discount_tax') == 'separate'
        if separate and level != 'line':
            raise NotAnswered('taxes of discounts, but by line')
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
            elif separate:
                figures = self.separate_taxes(line)
            else:
                figures = self.line_taxes(line['amount'], net, rows)
            own_net, amounts = figures
            tax = sum(amounts.values())
            per_line[line['id']] = {'net': own_net, 'tax': tax, 'gross': own_net + tax, 'tax_amounts': amounts}
            for name, amount in amounts.items():
                taxes[name] = taxes.get(name, F(0)) + amount
            total = {'net': total['net'] + own_net, 'tax': total['tax'] + tax, 'gross': total['gross'] + own_net + tax}
        return total, taxes, per_line

    def separate_taxes(self, line):
        """The taxes of the full line less those of its discount, each rounded; what is fixed per unit is never discounted."""
        if line['subtotal'].denominator != 1:
            raise NotAnswered('taxes by line of amounts that are not whole')
        taxes = list(self.codes(line.get('taxes', [])))
        full = self.line_taxes(line['subtotal'], *self.solve(line['subtotal'], line['count'], taxes))
        off = line['subtotal'] - line['amount']
        less = self.line_taxes(off, *self.solve(off, F(0), taxes))
        return full[0] - less[0], {name: amount - less[1][name] for name, amount in full[1].items()}

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
