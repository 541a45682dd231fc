#!/usr/bin/python3
"""Generates documents: documents.py FOLDER [COUNT]. The same COUNT gives the same bytes on every machine.

Reports, notices, newspaper pieces and lists of projects about towns that do not exist: place names are put together from
syllables, so that nothing in them can be known. A few names are those of the gazetteer that comes with the program, so
that joining and geocoding have work to do. Names recur across documents, as those of real places do.
"""
import random
import sys
from pathlib import Path

FIRST = "青云沙白石清永安新长金玉龙凤松柳梅兰竹桂红翠明星朝晨望临平高大上下前后"
SECOND = "溪湖岭坪湾塘桥门川源泉沟洲渡台坡村庄屯营堡镇坝河"
KNOWN = ["望和公园", "红领巾公园", "北小河", "坝河", "亮马河", "朝阳公园", "将府公园", "三里屯路", "广渠路", "朝阳医院"]
ENDINGS = {
    "park": ["公园", "湿地公园", "郊野公园", "体育公园"],
    "school": ["小学", "中学", "实验小学", "第一中学", "幼儿园"],
    "hospital": ["医院", "中医医院", "妇幼保健院", "社区卫生服务中心"],
    "road": ["路", "街", "大街", "北路", "大道"],
    "waterway": ["河", "渠", "溪"],
}
VERBS = {
    "park": ["建成开放", "启动改造", "加快建设", "完成提升改造"],
    "school": ["开工建设", "建成投用", "推进扩建", "完成主体结构封顶"],
    "hospital": ["开诊", "加快建设", "启动新院区建设", "完成搬迁"],
    "road": ["建成通车", "开工建设", "完成大修", "推进前期手续办理"],
    "waterway": ["完成治理", "实施清淤", "启动生态修复", "加快整治"],
}


def name(rng, kind):
    if rng.random() < 0.03:
        return rng.choice(KNOWN)
    # few stems: the same places come up again
    return FIRST[rng.randrange(12)] + rng.choice(SECOND) + rng.choice(ENDINGS[kind])


def names(rng, kind, count):
    return "、".join(name(rng, kind) for _ in range(count))


def sentence(rng, year, aim):
    kind = rng.choice(list(VERBS))
    verb = rng.choice(VERBS[kind])
    some = names(rng, kind, rng.randrange(1, 4))
    if aim:
        return rng.choice([
            f"{year}年，将推动{some}{verb}。",
            f"力争年内{some}{verb}，进一步改善群众生活环境。",
            f"计划投资{rng.randrange(2, 90)}亿元，{some}年底前{verb}。",
        ])
    return rng.choice([
        f"{year}年{rng.randrange(1, 13)}月，{some}已{verb}。",
        f"一年来，我们持续补短板、强弱项，{some}{verb}，新增停车位{rng.randrange(50, 900)}个。",
        f"记者从区有关部门了解到，位于{name(rng, 'road')}的{name(rng, kind)}已{verb}。",
    ])


def report(rng, town, year):
    body = "".join(sentence(rng, year - 1, False) for _ in range(6)) + "\n二、" + str(year) + "年重点任务\n"
    body += "".join(sentence(rng, year, True) for _ in range(6))
    return f"{town}{year}年政府工作报告\n{town}人民政府\n{year}年1月{rng.randrange(5, 28)}日\n一、过去一年工作回顾\n{body}\n"


def notice(rng, town, year):
    rows = "\n".join(f"{i + 1}. {name(rng, rng.choice(list(VERBS)))}项目：{rng.choice(['新建', '改扩建', '续建'])}，"
                     f"{rng.choice(['计划开工', '计划竣工', '前期工作'])}。" for i in range(8))
    return f"关于印发{town}{year}年重点工程计划的通知\n各镇人民政府：\n{rows}\n{town}人民政府办公室\n{year}年3月{rng.randrange(1, 29)}日\n"


def news(rng, town, year):
    body = "\n".join(sentence(rng, year, rng.random() < 0.3) for _ in range(4))
    return f"{town}日报 {year}年{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日\n{name(rng, 'park')}旁添新景\n{body}\n"


def main():
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        rng = random.Random(i)
        town = FIRST[rng.randrange(len(FIRST))] + rng.choice(SECOND) + rng.choice(["县", "区", "市"])
        text = rng.choice([report, notice, news])(rng, town, rng.randrange(2019, 2027))
        (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")


main()
