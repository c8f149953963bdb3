"""The test of Mann and Whitney: whether two samples come from one distribution, whatever its shape."""

import math
import statistics


def p_value(one, other):
    """Two-sided, by the normal approximation with its corrections for ties and continuity; both samples 20 or more."""
    n, m = len(one), len(other)
    assert min(n, m) >= 20, "too few for the approximation"
    ranks, ties = ranked(one + other)
    u = sum(ranks[:n]) - n * (n + 1) / 2
    mean, total = n * m / 2, n + m
    spread = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if spread <= 0:
        return 1.0
    z = (abs(u - mean) - 0.5) / math.sqrt(spread)
    return min(1.0, 2 * (1 - statistics.NormalDist().cdf(max(z, 0))))


def ranked(values):
    """The rank of each value, equal ones sharing their mean, and the sum of t³ - t over the groups of equal ones."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, ties, at = [0.0] * len(values), 0, 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in range(at, end + 1):
            ranks[order[place]] = (at + end) / 2 + 1
        size = end - at + 1
        ties, at = ties + size**3 - size, end + 1
    return ranks, ties
