#!/usr/bin/python3
"""Writes variations of the reference cases with answers of oracle.py: other quantities, prices, currencies, policies,
and promotions of other cases. The reference tests take them like any cases:

    tests/reference/vary.py --seed 1 --count 5000 --from ../shared --to /tmp/varied
    HOLDFAST_SHARED=/tmp/varied holdfast-tests "[reference]"
"""
import argparse
import copy
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import oracle  # noqa: E402
from variations import orders, small  # noqa: E402


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--seed', type=int, default=1)
    arguments.add_argument('--count', type=int, default=2000)
    arguments.add_argument('--from', dest='source', required=True)
    arguments.add_argument('--to', required=True)
    options = arguments.parse_args()
    pick = random.Random(options.seed)
    cases = [case for file in sorted((pathlib.Path(options.source) / 'cases').glob('*.json'))
             for case in json.loads(file.read_text())['cases']]
    known = [case for case in cases if case['kind'] == 'order']
    rest = {kind: [case for case in cases if case['kind'] == kind] for kind in small.ways}
    varied, unanswered = [], {}
    while len(varied) < options.count and sum(unanswered.values()) < 20 * options.count:
        kind = 'order' if pick.random() < .75 else pick.choice(sorted(rest))
        if not (known if kind == 'order' else rest[kind]):
            continue
        case = copy.deepcopy(pick.choice(known if kind == 'order' else rest[kind]))
        if kind == 'order':
            orders.vary(pick, case, known)
        else:
            small.ways[kind](pick, case, known)
        try:
            case['expected'] = oracle.answer(case)
        except oracle.NotAnswered as why:
            unanswered[str(why)] = unanswered.get(str(why), 0) + 1
            continue
        case['id'] = f"varied.{options.seed}.{len(varied)}.{case['id']}"
        case.pop('insensitive_to', None)
        case.pop('source', None)  # the table of cases by source is of theirs, not of these
        varied.append(case)
    folder = pathlib.Path(options.to) / 'cases'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'varied.json').write_text(json.dumps({'format': 'pricing-cases/1', 'file': 'varied', 'cases': varied}))
    print(f'{len(varied)} varied cases; not answered: {sum(unanswered.values())} ' +
          ', '.join(f'{count} {why}' for why, count in sorted(unanswered.items(), key=lambda item: -item[1])))


if __name__ == '__main__':
    main()
