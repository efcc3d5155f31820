"""Which price applies to one article: lists, their rules, and promotions of the catalogue."""
from fractions import Fraction as F

from .figures import NotAnswered, decimal, number, to_whole


def in_force(dated, query):
    at = query.get('at')
    return not at or (dated.get('starts', at) <= at <= dated.get('ends', at))


def fulfilled(dated, query):
    own = query.get('attributes', {})
    return all(own.get(name) in (value if isinstance(value, list) else [value])
               for name, value in dated.get('requires', {}).items())


def on_channel(dated, query):
    return not dated.get('channels') or query.get('channel') in dated['channels']


class Offer:
    def __init__(self, listed, rule, place, price):
        self.list, self.place, self.price = listed, place, price
        self.matched = len(listed.get('requires', {})) + len(rule.get('requires', {}))
        self.scope = 2 if 'sku' in rule else 1 if 'category' in rule else 0
        self.tier = number(rule.get('min_quantity', '0'))

    def specific(self):
        return (-self.matched, -self.scope, -self.tier, self.price)


def offers(given, policy, unit):
    query, base = given['query'], given.get('base_price')
    base = None if base is None else number(base) / unit
    quantity = number(query.get('quantity', '1'))
    for place, listed in enumerate(given.get('lists', [])):
        if not (listed.get('active', True) and listed.get('currency', given['currency']['code']) == given['currency']['code']
                and in_force(listed, query) and on_channel(listed, query) and fulfilled(listed, query)):
            continue
        for rule in listed['rules']:
            if ('sku' in rule and rule['sku'] != query['sku']
                    or 'category' in rule and rule['category'] not in query.get('categories', [])
                    or quantity < number(rule.get('min_quantity', '0'))
                    or 'max_quantity' in rule and quantity > number(rule['max_quantity'])
                    or not in_force(rule, query) or not fulfilled(rule, query)):
                continue
            value = number(rule['value'])
            if rule['kind'] == 'fixed':
                yield Offer(listed, rule, place, value / unit)
            elif base is not None:
                price = {'percent_off': base - base * value / 100, 'surcharge': base + value / unit,
                         'markup_percent': base + base * value / 100}[rule['kind']]
                yield Offer(listed, rule, place, F(to_whole(price, policy.get('rounding', 'half_up'))))


def best(found, key):
    """The first by the key; two that differ in nothing it looks at are not answered."""
    found = sorted(found, key=key)
    if len(found) > 1 and key(found[0]) == key(found[1]) and (found[0].price, found[0].list) != (found[1].price, found[1].list):
        raise NotAnswered('two prices alike')
    return found[0] if found else None


def chosen(found, how, base):
    if how == 'scope_then_tier':
        return best(found, lambda each: (-each.scope, -each.tier, each.place))
    if how == 'priority':
        return best(found, lambda each: (-each.list.get('priority', 0), *each.specific()))
    if how == 'first':
        return best(found, lambda each: (each.place, *each.specific()))
    if how == 'most_specific':
        return best(found, Offer.specific)
    of = {kind: [each for each in found if each.list.get('type', 'list') == kind] for kind in ('override', 'list', 'sale')}
    usual = best(of['override'] or of['list'], Offer.specific)
    sale = best(of['sale'], Offer.specific)
    otherwise = usual.price if usual else base
    return sale if sale and (otherwise is None or sale.price < otherwise) else usual


def price(case):
    given, policy = case['input'], case['policy']
    unit = F(1, 10 ** given['currency']['minor_units'])
    base = given.get('base_price')
    base = None if base is None else number(base) / unit
    took = chosen(list(offers(given, policy, unit)), policy.get('price_selection', 'most_specific'), base)
    amount = took.price if took else base
    answer = {'unit_price': None, 'list': took.list['id'] if took else None}
    if amount is None:
        return answer
    least = number(given.get('min_price', '0')) / unit
    query, applied = given['query'], []
    promotions = [each for each in given.get('catalogue_promotions', []) if in_force(each, query) and on_channel(each, query)
                  and ('skus' not in each and 'categories' not in each or query['sku'] in each.get('skus', [])
                       or set(each.get('categories', [])) & set(query.get('categories', [])))]
    promotions.sort(key=lambda each: -each.get('priority', 0))
    alone = [each for each in promotions if each.get('exclusive')]
    for promotion in alone[:1] or promotions:
        off = amount * number(promotion['percent']) / 100 if 'percent' in promotion else number(promotion['amount']) / unit
        left = max(F(to_whole(amount - off, policy.get('rounding', 'half_up'))), least)
        if left < amount:
            applied.append(promotion['id'])
            amount = left
    return answer | {'unit_price': decimal(amount * unit), 'applied': applied}
