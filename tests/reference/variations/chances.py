"""What the variations choose from."""
roundings = ['half_up', 'half_down', 'half_even', 'half_odd', 'half_pos_inf', 'half_neg_inf', 'up', 'down', 'ceil', 'floor']
allocations = ['largest_remainder', 'floor_then_first', 'round_half_down_then_first', 'round_then_last', 'largest_weight',
               'even_when_zero']
currencies = [('EUR', 2), ('EUR', 2), ('JPY', 0), ('KWD', 3), ('CLF', 4), ('XXX6', 6)]


def amount(pick, most, decimals):
    digits = pick.randint(0, most * 10 ** decimals)
    return str(digits // 10 ** decimals) + ('.' + str(digits % 10 ** decimals).rjust(decimals, '0') if decimals else '')


def chance(pick, of):
    return pick.random() < of
