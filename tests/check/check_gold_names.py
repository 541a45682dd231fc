#!/usr/bin/env python3
"""No name of the annotated documents stands in the program or its lexicon: rules are not fitted to the answers.

The curated gazetteer and the digests are data about those very places and are left out. Names of one or two characters
(国贸) are words too, and are left out as well. Examples in C comments are counted, and are allowed.
"""
import csv
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ.get("SOURCE", "."))
GOLD = pathlib.Path(os.environ.get("TERRIER_SHARED", SOURCE.parent / "shared")) / "gold"
FOLDERS = ("src", "geodata/lexicon", "layers")
EXAMPLES = "src/cli/"  # help texts show names, and do nothing with them

# Annotated names that are words of the language or follow from a general rule, by reason.
ALLOWED = {
    "any city's ring roads": "四环路 五环路 外环路 东环路 西环路 南环路 北环路 绕城高速",
    "street names that most cities have": "青年路 东大街 西大街 团结路 学府路 学院路 振兴路 工业大道 迎宾大道 迎宾路 复兴路 文化路 "
    "解放大道 机场路",
    "a street, or what leads to traffic and wealth": "交通路 致富路",
    "what kind of thing it is, with no name of its own": "湿地公园 体育公园 滨河公园 生态公园 中央公园 植物园 护城河 旅游路 长江大桥 实验学校 "
    "综合高中 职教中心 医科大学 人民医院 县医院 中医院 中医医院 儿童医院 妇女儿童医院 妇幼保健院 妇幼保健中心 疾控中心 区域医疗中心 国家医学中心",
    "rivers that cross provinces, or provinces and cities called by them": "大运河 京杭大运河 京杭运河 黑龙江 松花江 牡丹江 金沙江 雅鲁藏布江 "
    "长江上游",
    "an estuary, no facility": "珠江口",
    "short form of 朝阳门外大街, like those of Beijing's other gates, and its full form": "朝外大街 朝阳门外大街",
    "short forms of universities in the names of attached schools": "对外经济贸易大学",
    "chains": "万象城 太古坊",
    "generic": "核心区 CBD 电子城",
}


def gold_names():
    names, allowed = set(), {word for words in ALLOWED.values() for word in words.split()}
    for table in ("core.tsv", "reports.tsv", "other_kinds.tsv", "dev.tsv"):
        with open(GOLD / table, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row.get("kind") != "admin":
                    names.update(row["names"].split("|"))
                    names.add(row["surface"])
    return {name.strip() for name in names if name and len(name.strip()) > 2} - allowed


def without_comments(text):
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.S)


def main():
    if not GOLD.is_dir():
        print("SKIPPED: no annotated documents next to the source tree")
        return 77
    names, found, examples = gold_names(), [], 0
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*")):
            if not path.is_file() or str(path.relative_to(SOURCE)).startswith(EXAMPLES):
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            told = without_comments(text) if path.suffix in (".c", ".h") else text
            examples += sum(name in text and name not in told for name in names)
            for number, line in enumerate(told.splitlines(), 1):
                found += [f"{path.relative_to(SOURCE)}:{number}: {name}" for name in names if name in line]
    print("\n".join(found))
    print(f"{len(found)} places where one of {len(names)} annotated names stands in {', '.join(FOLDERS)}; "
          f"{examples} more in comments, as examples")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
