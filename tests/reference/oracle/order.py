"""An order: amounts, discounts by hand, discounts on the whole, and what the cases state of all of it."""
from fractions import Fraction as F

from .deals import Deals
from .figures import NotAnswered, allocate, decimal, number, sign, to_whole
from .promotions import Promotions
from .taxes import Taxes


class Order(Promotions, Deals, Taxes):
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
        self.used = {}    # line -> units that deals used up, and what those took off it
        self.spares = False

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
            if abs(amount) > 10 ** 14:
                raise NotAnswered('more than a line may come to')
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
        gave = {each.get('coupon') for each in self.document.get('promotions', []) if each['id'] in self.taken}
        expected['rejected_coupons'] = [code for code in self.document.get('coupons', []) if code not in gave]
        return expected
