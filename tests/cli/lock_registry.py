"""Locks fresh.sqlite for 25 s, and makes the file `locked` once it has the lock."""
import sqlite3, time
db = sqlite3.connect("fresh.sqlite", isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
open("locked", "w").close()
time.sleep(25)
