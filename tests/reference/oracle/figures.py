"""Exact numbers: rounding, splitting one amount over weights, and how the cases write them."""
from fractions import Fraction as F
from math import floor, gcd


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
    elif how == 'block_separate':
        if any(each.denominator != 1 for each in weights):
            raise NotAnswered('blocks of weights that are not whole')
        one = gcd(*(int(each) for each in weights))
        blocks = total * one // int(weight)
        return [int(each) // one * blocks for each in weights] + [total - int(weight) // one * blocks]
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

