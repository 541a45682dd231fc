"""draw_park.py REGISTRY: draws a park with a planned project, as an edit in QGIS does."""
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("INSERT INTO facility_point (name, kind, status, basis, year, geom) VALUES ('画上公园', 'park', 'planned', NULL, 2031,"
           " GeomFromText('POINT(118.3 26.1)', 4326))")
db.commit()
