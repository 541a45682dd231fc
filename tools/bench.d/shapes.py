"""Invented lines and polygons of some hundred metres, as WKT with 7 decimals."""
import math


def line(rng, x, y, least, most):
    """A winding line of least to most points."""
    turn, points = rng.uniform(0, 2 * math.pi), []
    for _ in range(rng.randint(least, most)):
        points.append(f"{x:.7f} {y:.7f}")
        turn += rng.gauss(0, 0.4)
        x, y = x + 0.0006 * math.cos(turn), y + 0.0005 * math.sin(turn)
    return f"MULTILINESTRING(({','.join(points)}))"


def polygon(rng, x, y):
    size, count = rng.uniform(0.0005, 0.003), rng.randint(4, 20)
    ring = [f"{x + size * math.cos(2 * math.pi * i / count):.7f} {y + size * math.sin(2 * math.pi * i / count):.7f}"
            for i in range(count)]
    return f"MULTIPOLYGON((({','.join(ring + ring[:1])})))"
