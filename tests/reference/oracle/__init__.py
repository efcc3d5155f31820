"""The answers of pricing cases (format pricing-cases/1) from their definitions alone, with exact fractions.

Shares nothing with the engine: written from the descriptions of the cases' format, checked against the cases that
exist, and used by vary.py to give answers to cases nobody wrote. What it does not answer, it says (NotAnswered).
"""
from .figures import NotAnswered, allocate, decimal, number, to_whole
from .order import Order
from .points import points
from .prices import price
from .settle import cash, refund

__all__ = ['NotAnswered', 'answer', 'decimal', 'number']


def rounded(case):
    step = number(case['input']['step'])
    return {'result': decimal(to_whole(number(case['input']['value']) / step, case['policy']['rounding']) * step)}


def allocated(case):
    given = case['input']
    step = number(given['step'])
    total = number(given['total']) / step
    if total.denominator != 1:
        raise NotAnswered('a total finer than the step')
    parts = allocate(int(total), [number(each) for each in given['weights']], case['policy']['allocation'])
    return {'parts': [decimal(part * step) for part in parts]}


kinds = {'order': lambda case: Order(case['policy'], case['input']).answer(), 'round': rounded, 'allocate': allocated,
         'cash': lambda case: cash(case['input']), 'refund': refund, 'price': price, 'loyalty': points}


def answer(case):
    if case['kind'] not in kinds:
        raise NotAnswered('kind ' + case['kind'])
    return kinds[case['kind']](case)
