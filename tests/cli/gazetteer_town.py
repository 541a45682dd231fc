"""town.gazetteer has the features, names and geometries of the town that data/town.osm draws."""
import sqlite3, sys
db = sqlite3.connect("town.gazetteer")
got = sorted(db.execute("SELECT kind, name, area, lifecycle FROM feature"))
west, city = "云屏区", "青岚市"
want = sorted([("admin", "云屏区", city, ""), ("admin", "松风区", city, ""), ("admin", "石桥村", west, ""),
    ("admin", city, "", ""), ("hospital", "云屏诊所", west, ""), ("hospital", "松风新院", west, "construction"),
    ("hospital", "青岚医院", west, ""), ("park", "松涛公园", west, ""), ("park", "梅园", west, ""),
    ("park", "白鹭湿地", west, ""), ("residential", "竹里小区", west, ""), ("road", "三元岭大桥", west, ""),
    ("road", "云屏出口", west, ""), ("road", "云屏大道", west, ""), ("road", "四通桥", west, ""),
    ("road", "新岚路", west, "construction"), ("road", "望湖路", west, ""), ("road", "望湖路", "松风区", ""),
    ("road", "朝岚路", west, ""), ("road", "远岚路", west, "proposed"), ("school", "云屏幼儿园", west, ""),
    ("school", "青岚中学", west, ""), ("school", "青岚大学", west, ""), ("school", "青岚职业学院", west, ""),
    ("transport", "云屏客运枢纽", west, ""), ("transport", "松风站", west, "proposed"), ("transport", "青岚站", west, ""),
    ("waterway", "映月湖", west, ""), ("waterway", "青岚河", west, "")])
print(set(got) ^ set(want))
names = set(db.execute("SELECT n.name, n.type, f.name FROM name n JOIN feature f ON f.id = n.feature WHERE n.type IN (1, 2)"))
more = {("G902", 1, "望湖路"), ("湖滨路", 1, "望湖路"), ("环湖路", 1, "望湖路"), ("S903", 1, "朝岚路"),
    ("Qinglan University", 1, "青岚大学"), ("青大", 1, "青岚大学"), ("青岚市第一人民医院", 1, "青岚医院"),
    ("红星医院", 2, "青岚医院"), ("老梅园", 1, "梅园")}
print(names ^ more)
# the school's outline stays, not its point; the river's relation does not double its way; the ways of a road are joined
size = dict(db.execute("SELECT name, max(length(geometry)) FROM feature GROUP BY name"))
print(size["青岚中学"], size["青岚河"])
sys.exit(got != want or names != more or size["青岚中学"] != 93 or size["青岚河"] != 41)
