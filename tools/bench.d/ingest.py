"""Ingests generated documents with --jobs 1 and --jobs 4: documents per second of both, and whether the registries are equal.

ingest.py [COUNT]. The bytes go through the page cache of whatever disk holds the temporary folder (TMPDIR).
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

here = Path(__file__).resolve().parent
terrier = here.parent.parent / "build" / "terrier"


def ingest(folder, jobs):
    registry = folder / f"jobs{jobs}.sqlite"
    began = time.perf_counter()
    subprocess.run([terrier, "ingest", "--jobs", str(jobs), registry, folder / "documents"], check=True,
                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return registry, time.perf_counter() - began


def dump(registry):
    return subprocess.run([sys.executable, here / "dump_registry.py", registry], check=True, stdout=subprocess.PIPE).stdout


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, here / "documents.py", folder / "documents", str(count)], check=True)
        size = sum(f.stat().st_size for f in (folder / "documents").iterdir())
        print(f"{count} documents of {size / count / 1000:.1f} kB, {len(os.sched_getaffinity(0))} processors")
        results = [(jobs, *ingest(folder, jobs)) for jobs in (1, 4)]
        for jobs, _, seconds in results:
            print(f"ingest --jobs {jobs}   {seconds:6.2f} s   {count / seconds:6.0f} documents/s")
        began = time.perf_counter()
        ingest(folder, 4)
        print(f"the same again    {time.perf_counter() - began:6.2f} s   (nothing to do)")
        for jobs in (1, 4):
            began = time.perf_counter()
            subprocess.run([terrier, "extract", "--jobs", str(jobs), folder / "documents"], check=True,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            seconds = time.perf_counter() - began
            print(f"extract --jobs {jobs}  {seconds:6.2f} s   {count / seconds:6.0f} documents/s")
        same = dump(results[0][1]) == dump(results[1][1])
        print(f"speed-up of ingest {results[0][2] / results[1][2]:.2f}; registries are {'equal' if same else 'NOT EQUAL'}")
        return 0 if same else 1


sys.exit(main())
