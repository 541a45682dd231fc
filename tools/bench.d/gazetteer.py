#!/usr/bin/python3
"""gazetteer.py [--features N] [--source FILE]: builds a gazetteer of a generated country (or FILE), compared with ogr2ogr
loading the same source into SpatiaLite with its index, then runs bench_gazetteer on both."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

LIMIT = 1.5


def timed(command):
    """Seconds and peak memory in MB of a command that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"gazetteer: error: {command[0]} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=1_000_000)
    parser.add_argument("--source")
    parser.add_argument("--terrier", default="build/terrier")
    options = parser.parse_args()
    for tool in ("ogr2ogr", "sqlite3"):
        if not shutil.which(tool):
            sys.exit(f"gazetteer: error: {tool} is not installed; tools/packages names its package")
    here = os.path.dirname(os.path.abspath(__file__))
    lookups = os.path.join(os.path.dirname(os.path.abspath(options.terrier)), "bench_gazetteer")
    with tempfile.TemporaryDirectory() as folder:
        source = options.source
        if not source:
            source = f"{folder}/country.geojsonl"
            subprocess.run([sys.executable, f"{here}/gazetteer_source.py", source, str(options.features)], check=True)
        ours, peer = f"{folder}/country.gazetteer", f"{folder}/country.sqlite"
        peer_s, peer_mb = timed(["ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-nln", "country", peer, source])
        ours_s, ours_mb = timed([options.terrier, "gazetteer", "build", ours, source])
        size = lambda path: os.path.getsize(path) / 1e6
        print(f"source                    {size(source):9.0f} MB")
        print(f"build                     {ours_s:9.1f} s, ogr2ogr into SpatiaLite {peer_s:.1f} s: "
              f"{ours_s / peer_s:.2f} times (limit {LIMIT})")
        print(f"memory of the build       {ours_mb:9.0f} MB, ogr2ogr {peer_mb:.0f} MB")
        print(f"file                      {size(ours):9.0f} MB, SpatiaLite {size(peer):.0f} MB", flush=True)
        subprocess.run(["sqlite3", peer, "CREATE INDEX country_name ON country(name)"], check=True)
        subprocess.run([lookups, ours, peer, "country"], check=True)
    return int(ours_s / peer_s > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
