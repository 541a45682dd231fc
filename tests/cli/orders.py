"""orders.py COUNT NAME...: so many of the orders of the names, always the same ones, the backward one first."""
import itertools, sys
count, names = int(sys.argv[1]), sys.argv[2:]
every = list(itertools.permutations(names))
for order in [every[-1], *every[1 :: max(1, len(every) // count)]][:count]:
    print(*order, sep="\t")
