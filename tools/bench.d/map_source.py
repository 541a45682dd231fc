#!/usr/bin/python3
"""map_source.py FOLDER [COUNT]: a city of COUNT facilities (20,000) as gazetteer.geojson and documents/. The same COUNT gives the
same bytes. Nothing in it is real: names are put together from syllables, each once.
"""
import json
import random
import sys
from pathlib import Path

FIRST = "云松竹梅兰桂柳槐枫桐青白金银玉石清龙凤鹤永福泰康宁和顺兴隆昌"
SECOND = "山泉塘桥门城关庄营台坪岭峰谷湾洲林园田井坊店溪湖渡川沟坡崖洞"
KINDS = {"school": ("小学", 40), "park": ("公园", 20), "hospital": ("医院", 12), "road": ("路", 18), "waterway": ("河", 10)}
STATED = ["已建成投用", "正在加快建设", "已开工建设", "计划年底前建成", "开展前期工作"]
WEST, SOUTH, WIDTH = 116.0, 39.6, 0.7


def geometry(rng, kind):
    x, y = WEST + rng.random() * WIDTH, SOUTH + rng.random() * WIDTH
    if kind in ("road", "waterway"):
        angle = (rng.uniform(-1, 1), rng.uniform(-1, 1))
        line = [[round(x + angle[0] * 0.002 * i + rng.uniform(-3e-4, 3e-4), 6), round(y + angle[1] * 0.002 * i, 6)]
                for i in range(8)]
        return {"type": "LineString", "coordinates": line}
    if kind == "park" and rng.random() < 0.5:
        w, h = rng.uniform(0.001, 0.004), rng.uniform(0.001, 0.004)
        ring = [[x, y], [x + w, y], [x + w, y + h], [x + w / 3, y + h * 1.2], [x, y + h], [x, y]]
        return {"type": "Polygon", "coordinates": [[[round(a, 6), round(b, 6)] for a, b in ring]]}
    return {"type": "Point", "coordinates": [round(x, 6), round(y, 6)]}


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    rng = random.Random(count)
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    names, features = {kind: [] for kind in KINDS}, []
    stems = [a + b + c + d for a in FIRST for b in SECOND for c in FIRST for d in SECOND]
    for stem in rng.sample(stems, count):
        kind = rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
        name = stem + KINDS[kind][0]
        names[kind].append(name)
        features.append({"type": "Feature", "properties": {"name": name, "kind": kind, "area": "云湖市", "source": "generated", "licence": "CC0-1.0"},
                         "geometry": geometry(rng, kind)})
    with open(folder / "gazetteer.geojson", "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False)
    lines = []
    for kind, list_ in names.items():
        for i in range(0, len(list_), 3):
            year = rng.randrange(2018, 2030)
            lines.append(f"{year}年，{'、'.join(list_[i:i + 3])}{rng.choice(STATED)}。")
    rng.shuffle(lines)
    for i in range(0, len(lines), 40):
        year = 2018 + i // 40 % 12
        text = f"云湖市{year}年第{i // 40 + 1}期工程进展\n云湖市人民政府\n{year}年{1 + i % 12}月{1 + i % 28}日\n" + "\n".join(lines[i:i + 40]) + "\n"
        (folder / "documents" / f"{i // 40:04}.txt").write_text(text, encoding="utf-8")


main()
