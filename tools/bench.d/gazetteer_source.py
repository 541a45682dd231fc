#!/usr/bin/python3
"""gazetteer_source.py OUT [COUNT]: a country-like source of COUNT named features (1,000,000) as GeoJSON lines; a road
in pieces is one feature and several lines.

Nothing in it is real. Its statistics are: some names in every town (人民路), most in one; ways of a road in pieces, one
after another; districts as polygons around all; some features with other names. The seed is fixed: the same COUNT gives
the same file.
"""
import json
import random
import sys

COMMON = "人民 解放 中山 建设 新华 和平 胜利 文化 民主 光明 团结 朝阳 中华 友谊 红旗 工业 北京 上海 南京 青年 育才 学府 滨河 环城 迎宾".split()
FIRST = "云松竹梅兰桂柳槐枫桐青白金银玉石清龙凤鹤鹿虎马牛羊东西南北中上下大小新古长高平安永福泰康宁和顺兴隆昌盛文武星月日天"
SECOND = "山河江湖海溪泉塘桥门城关庄村营寨台坪岭峰谷湾洲岛林园田井坊店铺镇屯沟坡崖洞石塔寺庙观祠亭楼阁堂院苑湖潭渡口"
TAILS = {
    "road": "路 路 路 路 街 街 大道 大街 东路 西路 南路 北路 中路 巷 胡同 高速公路 环路".split(),
    "school": "小学 小学 小学 中学 中学 实验小学 第一小学 第二小学 第一中学 第三中学 幼儿园 幼儿园 职业学校".split(),
    "hospital": "医院 医院 人民医院 中医院 卫生院 妇幼保健院 社区卫生服务中心".split(),
    "park": "公园 公园 湿地公园 森林公园 花园 广场公园".split(),
    "waterway": "河 河 溪 江 渠 水库 湖".split(),
    "admin": "村 村 村 镇 乡 街道".split(),
    "transport": "站 客运站 东站".split(),
}
KINDS = ["road"] * 52 + ["school"] * 14 + ["hospital"] * 6 + ["park"] * 5 + ["waterway"] * 8 + ["admin"] * 13 + ["transport"] * 2
COLUMNS, ROWS = 60, 45  # districts
WEST, SOUTH, STEP = 98.0, 22.0, 0.4


def district_name(rng, taken):
    while True:
        name = rng.choice(FIRST) + rng.choice(SECOND) + rng.choice(["县", "县", "区", "市"])
        if rng.random() < 0.3:
            name = rng.choice(FIRST) + name
        if name not in taken:
            taken.add(name)
            return name


def stem(rng):
    if rng.random() < 0.25:
        return COMMON[min(int(rng.paretovariate(0.8)) - 1, len(COMMON) - 1)]
    length = rng.choice([2, 2, 2, 3])
    return "".join(rng.choice(FIRST if i % 2 == 0 else SECOND) for i in range(length))


def piece(rng, x, y, angle):
    line = [[round(x, 6), round(y, 6)]]
    for _ in range(rng.randint(2, 6)):
        x += angle[0] * rng.uniform(0.0005, 0.002)
        y += angle[1] * rng.uniform(0.0005, 0.002)
        line.append([round(x, 6), round(y, 6)])
    return line, x, y


def write(out, properties, kind, coordinates):
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
    out.write(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) + "\n")


def properties_of(rng, kind, name, district):
    p = {"name": name, "kind": kind, "alt_name": None, "old_name": None}
    if kind in ("school", "hospital") and rng.random() < 0.3:
        p["alt_name"] = district + name
    if rng.random() < 0.02:
        p["old_name"] = stem(rng) + rng.choice(TAILS[kind])
    return p


def features(out, rng, count, districts):
    made = 0
    while made < count:
        at = min(int(rng.paretovariate(0.5)) - 1, len(districts) - 1) if rng.random() < 0.3 else rng.randrange(len(districts))
        name, west, south = districts[at]
        kind = rng.choice(KINDS)
        properties = properties_of(rng, kind, stem(rng) + rng.choice(TAILS[kind]), name)
        x, y = west + rng.uniform(0.05, 0.35), south + rng.uniform(0.05, 0.35)
        if kind not in ("road", "waterway"):
            write(out, properties, "Point", [round(x, 6), round(y, 6)])
            made += 1
            continue
        angle = (rng.uniform(-1, 1), rng.uniform(-1, 1))
        for _ in range(rng.choice([1, 1, 2, 3, 5])):
            line, x, y = piece(rng, x, y, angle)
            write(out, properties, "LineString", line)
        made += 1


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    rng = random.Random(20)
    districts, taken = [], set()
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for i in range(COLUMNS * ROWS):
            west, south = WEST + i % COLUMNS * STEP, SOUTH + i // COLUMNS * STEP
            name = district_name(rng, taken)
            districts.append((name, west, south))
            side = [STEP * k / 50 for k in range(50)]
            ring = ([[west + s, south] for s in side] + [[west + STEP, south + s] for s in side]
                    + [[west + STEP - s, south + STEP] for s in side] + [[west, south + STEP - s] for s in side])
            ring = [[round(a, 6), round(b, 6)] for a, b in ring + ring[:1]]
            write(out, {"name": name, "kind": "admin", "alt_name": None, "old_name": None}, "Polygon", [ring])
        features(out, rng, count - COLUMNS * ROWS, districts)


if __name__ == "__main__":
    main()
