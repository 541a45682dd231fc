"""Exports generated registries in each format, compared with ogr2ogr writing the same layers from the same SpatiaLite file.

export.py [COUNT [COUNT…]] (default 20000 200000). Prints per format seconds, processor seconds and peak memory of
terrier, and those of ogr2ogr (one run a layer, its memory that of the largest run), and the ratio of the totals. The
registry's projects have one statement each, so that the typed tables, which ogr2ogr reads, hold what the layers do.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

here = Path(__file__).resolve().parent
terrier = here.parent.parent / "build" / "terrier"
TYPES = ("point", "line", "polygon")
LAYERS = [(year, status, kind) for year in (2025, 2026) for status in ("started", "completed") for kind in TYPES]
FORMATS = {
    "geojson": ("GeoJSON", "geojson", ["-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7"]),
    "shapefile": ("ESRI Shapefile", "shp", ["-lco", "ENCODING=UTF-8"]),
    "gpkg": ("GPKG", "gpkg", []),
    "flatgeobuf": ("FlatGeobuf", "fgb", []),
    "kml": ("KML", "kml", []),
    "csv": ("CSV", "csv", ["-lco", "GEOMETRY=AS_WKT"]),
    "xlsx": ("XLSX", "xlsx", []),
}
FLAT = ("geojson", "shapefile", "gpkg", "kml", "csv")


def run(command):
    """Seconds, processor seconds and peak kB of a process; started from a small one, for a fork counts its parent's."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    probe = ("import os,resource,subprocess,sys\n"
             "code=subprocess.call(sys.argv[1:],stdin=subprocess.DEVNULL,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n"
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.exit(code)")
    done = subprocess.run([sys.executable, "-S", "-E", "-c", probe, *map(str, command)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"tools/bench: error: {' '.join(map(str, command))} ended with {done.returncode}")
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(done.stdout)


def make_registry(folder, count):
    registry, text = folder / f"registry-{count}.sqlite", folder / "first.txt"
    text.write_text("2026年3月25日\n\n松涛小学已开工。\n", encoding="utf-8")
    subprocess.run([terrier, "ingest", registry, text], check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["/usr/bin/python3", here / "export_source.py", registry, str(count)], check=True)
    return registry


def peer(registry, out, name):
    driver, extension, options = FORMATS[name]
    total = [0.0, 0.0, 0]
    shutil.rmtree(out, ignore_errors=True)
    for year, status, kind in LAYERS:
        container = name in ("gpkg", "xlsx")
        path = out / str(year) / (f"{status}.{extension}" if container else f"{status}_{kind}.{extension}")
        path.parent.mkdir(parents=True, exist_ok=True)
        command = ["ogr2ogr", "-f", driver, path, registry, f"facility_{kind}", "-nln", f"{year}_{status}_{kind}",
                   "-where", f"year = {year} AND status = '{status}'", *options]
        if container and path.exists():
            command += ["-update", "-append"]
        seconds, processor, memory = run(command)
        total = [total[0] + seconds, total[1] + processor, max(total[2], memory)]
    return total


def main():
    counts = [int(a) for a in sys.argv[1:]] or [20000, 200000]
    peaks = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in counts:
            registry = make_registry(folder, count)
            sums = [0.0] * 4
            print(f"{count} facilities, {len(LAYERS)} layers a format, {len(os.sched_getaffinity(0))} processors\n"
                  "format       terrier s   cpu s   peak MB   ogr2ogr s   cpu s   peak MB   ratio   of cpu")
            for one in FORMATS:
                ours = run([terrier, "export", registry, folder / "ours", "--format", one])
                theirs = peer(registry, folder / "theirs", one)
                peaks[one, count] = ours[2]
                sums = [a + b for a, b in zip(sums, (*ours[:2], *theirs[:2]))]
                print(f"{one:11} {ours[0]:9.2f} {ours[1]:9.2f} {ours[2] / 1024:8.1f} {theirs[0]:11.2f} {theirs[1]:8.2f}"
                      f" {theirs[2] / 1024:8.1f} {ours[0] / theirs[0]:8.2f} {ours[1] / theirs[1]:7.2f}")
            everything = run([terrier, "export", registry, folder / "ours", "--format", ",".join(FORMATS)])
            print(f"each on its own: ratio of totals {sums[0] / sums[2]:.2f}, of processor time {sums[1] / sums[3]:.2f}; all at"
                  f" once {everything[0]:.2f} s, {everything[1]:.2f} cpu s, ratio {everything[0] / sums[2]:.2f}, of processor"
                  f" time {everything[1] / sums[3]:.2f}\n")
    for one in FLAT:
        print(f"{one:11} peak memory from {min(counts)} to {max(counts)}: {peaks[one, min(counts)] / 1024:.1f} MB,"
              f" {peaks[one, max(counts)] / 1024:.1f} MB")


main()
