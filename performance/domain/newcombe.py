"""Whether two proportions differ by more than chance.

Newcombe's hybrid score interval: R. G. Newcombe, "Interval estimation for the difference between
independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10.
"""

from __future__ import annotations

from math import sqrt

# Two-sided 95 percent.
Z = 1.959963984540054


def wilson(successes: float, n: float, z: float = Z) -> tuple[float, float]:
    """Wilson's score interval of one proportion, 0 to 1. Raises ValueError without 0 <= s <= n."""
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no proportion")
    p, zz = successes / n, z * z
    middle = (2 * n * p + zz) / (2 * (n + zz))
    half = z * sqrt(zz + 4 * n * p * (1 - p)) / (2 * (n + zz))
    # At 0 and at n the score interval begins and ends there exactly; floats may miss it.
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == n else min(1.0, middle + half)
    return low, high


def difference_interval(
    s1: float, n1: float, s2: float, n2: float, z: float = Z
) -> tuple[float, float]:
    """95 percent interval of s1/n1 - s2/n2, as proportions (0.05 is five points).

    >>> [round(end, 4) for end in difference_interval(56, 70, 48, 80)]
    [0.0524, 0.3339]

    It takes the two groups to be independent. Most of the same children are in care in two
    neighbouring quarters, so the interval is cautious: it says "could be chance" too often,
    not too seldom. Raises ValueError when either is no proportion.
    """
    low1, high1 = wilson(s1, n1, z)
    low2, high2 = wilson(s2, n2, z)
    p1, p2 = s1 / n1, s2 / n2
    difference = p1 - p2
    lower = difference - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    upper = difference + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return max(-1.0, lower), min(1.0, upper)
