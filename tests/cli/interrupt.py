"""interrupt.py SIGNAL DOCUMENTS REGISTRY COMMAND...: sends the signal once the registry has so many documents."""
import contextlib, signal, sqlite3, subprocess, sys, time
number, wanted, registry = getattr(signal, sys.argv[1]), int(sys.argv[2]), sys.argv[3]
run = subprocess.Popen(sys.argv[4:], stdin=subprocess.DEVNULL)
def documents():
    try:
        with contextlib.closing(sqlite3.connect(f"file:{registry}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM document").fetchone()[0]
    except sqlite3.Error:
        return 0
while run.poll() is None and documents() < wanted:
    time.sleep(0.001)
if run.poll() is None:
    run.send_signal(number)
code = run.wait()
sys.exit(128 - code if code < 0 else code)
