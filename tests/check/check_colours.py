#!/usr/bin/python3
"""The colours of layers/legend.tsv can be told apart by everybody: any two statuses differ by 20 or more in CIE Lab, as seen
with three kinds of cones and with two (Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB)."""
import itertools
import os
import pathlib
import sys

LEAST = 20.0
SIGHT = {
    "three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(byte):
    value = byte / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def lab(colour, sight):
    """CIE Lab (D65) of "#RRGGBB" as this sight has it."""
    rgb = [linear(int(colour[i:i + 2], 16)) for i in (1, 3, 5)]
    r, g, b = (min(1, max(0, sum(m * c for m, c in zip(row, rgb)))) for row in sight)
    xyz = ((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047, 0.2126 * r + 0.7152 * g + 0.0722 * b,
           (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def main():
    legend = pathlib.Path(os.environ.get("SOURCE", ".")) / "layers" / "legend.tsv"
    rows = [line.split("\t") for line in legend.read_text(encoding="utf-8").splitlines() if line.startswith("status\t")]
    colours = {row[1]: row[4] for row in rows}
    failed = len(colours) < 7
    for name, sight in SIGHT.items():
        pairs = [(sum((p - q) ** 2 for p, q in zip(lab(colours[a], sight), lab(colours[b], sight))) ** 0.5, a, b)
                 for a, b in itertools.combinations(colours, 2)]
        least, a, b = min(pairs)
        print(f"{name}: the closest are {a} and {b}, {least:.1f} apart")
        failed = failed or least < LEAST
    sys.exit(f"colours of {legend} are too close (less than {LEAST})" if failed else 0)


main()
