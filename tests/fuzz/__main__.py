"""Many texts, and whether what holds for every text holds for each.

Text N of a seed is always the same; `--only N` makes it again and shows it.
"""

import argparse
import sys
import time
from collections import Counter

from fuzz.laws import judged
from fuzz.texts import text

_EVERY = 1000


def main() -> int:
    """Try the texts; 1 if a law is broken."""
    options = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=200_000)
    options.add_argument("--only", type=int, metavar="N", help="make text N again and show it")
    chosen = options.parse_args()
    if chosen.only is not None:
        made = text(chosen.seed, chosen.only)
        print(made.source.text)
        print("\n".join(judged(made.source, made.beside, made.said).broken) or "no law is broken")
        return 0
    print(f"seed {chosen.seed}, {chosen.count} texts", flush=True)
    return _try(chosen.seed, chosen.count)


def _try(seed: int, count: int) -> int:
    broken, began = 0, time.monotonic()
    made_of, read, sound = Counter[str](), Counter[str](), Counter[str]()
    for number in range(count):
        made = text(seed, number)
        verdict = judged(made.source, made.beside, made.said)
        made_of[made.sort] += 1
        read[made.sort] += verdict.read
        sound[made.sort] += verdict.sound
        for law in verdict.broken:
            broken += 1
            print(f"BROKEN text {number} ({made.sort}): {law}", flush=True)
        if (number + 1) % _EVERY == 0:
            rate = (number + 1) / (time.monotonic() - began)
            print(f"{number + 1} texts, {rate:.0f} a second, {broken} broken laws", flush=True)
    for sort in sorted(made_of):
        print(f"{made_of[sort]:>8} {sort}: {read[sort]} could be read, {sound[sort]} are sound")
    print(f"{count} texts in {time.monotonic() - began:.0f} s, {broken} broken laws")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
