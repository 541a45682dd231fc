#!/usr/bin/env python3
"""Whole-process start-up time, compared with GDAL's.

    tools/bench startup [--terrier build/terrier] [--registry FILE] [--runs 40]

Runs `terrier --version`, `terrier near`, `within`, `along`, `count` and `find` (on FILE or on a registry built of the
embedded documents) and `ogrinfo --version` in turn, RUNS times each, and prints the median wall time of each and its share of
ogrinfo's. Taking turns in one run makes the shares comparable on a busy machine. Exit 1 when a share is over 0.3.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

LIMIT = 0.3
WARM_UP = 3


def wall_ms(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def medians(commands, runs):
    times = {name: [] for name in commands}
    for turn in range(WARM_UP + runs):
        for name, command in commands.items():
            took = wall_ms(command)
            if turn >= WARM_UP:
                times[name].append(took)
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terrier", default="build/terrier")
    parser.add_argument("--registry")
    parser.add_argument("--runs", type=int, default=40)
    options = parser.parse_args()
    terrier = os.path.abspath(options.terrier)
    if not os.access(terrier, os.X_OK):
        sys.exit(f"startup: error: no program at {options.terrier}; build it first")
    if not shutil.which("ogrinfo"):
        sys.exit("startup: error: ogrinfo is not installed; install gdal-bin")
    with tempfile.TemporaryDirectory() as folder:
        registry = options.registry
        if not registry:
            subprocess.run([terrier, "build", "--out", f"{folder}/out"], check=True, stdout=subprocess.DEVNULL)
            registry = f"{folder}/out/registry.sqlite"
        result = medians({
            "ogrinfo --version": ["ogrinfo", "--version"],
            "terrier --version": [terrier, "--version"],
            "terrier near": [terrier, "near", registry, "116.4733,39.9495", "--radius", "1000"],
            "terrier within": [terrier, "within", registry, "116.45,39.90,116.50,39.95"],
            "terrier within NAME": [terrier, "within", registry, "朝阳区"],
            "terrier along": [terrier, "along", registry, "亮马河", "--distance", "500"],
            "terrier count": [terrier, "count", registry, "--by", "area,kind"],
            "terrier find": [terrier, "find", registry, "亮马"],
        }, options.runs)
    yardstick = result["ogrinfo --version"]
    print(f"{'command':<20} {'median ms':>10} {'share':>7}   ({options.runs} runs each, in turn; limit {LIMIT})")
    for name, value in result.items():
        print(f"{name:<20} {value:>10.1f} {value / yardstick:>7.2f}")
    return int(any(value / yardstick > LIMIT for name, value in result.items() if name.startswith("terrier")))


if __name__ == "__main__":
    sys.exit(main())
