"""Succeeds if Python can load SpatiaLite, which some tests compare with."""
import sqlite3

db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
