"""half_read.py REGISTRY FILE: until FILE is gone, holds a statement half read, as QGIS does; the rows that come later must
be of the moment when it began."""
import os, sqlite3, sys, time
while os.path.exists(sys.argv[2]):
    db = sqlite3.connect(sys.argv[1])
    rows = db.execute("SELECT status FROM facility_point")
    first = rows.fetchone()
    time.sleep(0.3)
    rest = rows.fetchall()
    assert len(rest) == 1 and rest[0] == first, (first, rest)
    db.close()
