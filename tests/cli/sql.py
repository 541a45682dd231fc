"""sql.py FILE STATEMENT...: runs SQL on a file, which is made if it is not there; prints the rows, with blanks between."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
for statement in sys.argv[2:]:
    for row in db.execute(statement):
        print(*row)
db.commit()
