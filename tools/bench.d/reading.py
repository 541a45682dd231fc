#!/usr/bin/env python3
"""How well names and statements are read in documents of publishers that the model did not learn from.

    tools/bench reading

For each group of documents of the reference data (../shared/corpus/dev, or TERRIER_SHARED) the model is trained without
that group, then reads it, with the documents' dates given. Prints F1, precision and recall of names, accuracy and
precision of statements, next to the rules alone and to jieba's words with a suffix filter; then how often names and
statements are right by confidence, in bins of equal count (the weights of statements, too, are learnt without the
group), and how often doubtful names are.
"""
import collections
import csv
import importlib.machinery
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("TERRIER_SHARED", ROOT.parent / "shared"))
TERRIER, FEATURES = ROOT / "build/terrier", ROOT / "build/features"
RELATED = {"counties-hebei": "counties", "provinces": "provinces", "national-daily": "daily", "city-news-2023": "news"}
REPORTS = "rows_reports"  # whole reports of provinces: left out with them
BINS = 8


def load(path):
    spec = importlib.util.spec_from_loader(path.stem, importlib.machinery.SourceFileLoader(path.stem, str(path)))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def train(leave, out):
    """A model learnt from everything but these groups."""
    command = ["/usr/bin/python3", ROOT / "tools/train", "--features", FEATURES, "--out", out]
    command += ["--marked", *sorted((ROOT / "geodata/training").glob("invented_*.txt"))]
    command += ["--cases", *sorted(p for p in (ROOT / "tests/cases/extract").glob("*.case") if "known_faults" not in p.name)]
    for rows, docs in ((SHARED / "gold/dev.tsv", "dev"), (ROOT / "geodata/training/rows.tsv", "raw")):
        command += ["--rows", rows, "--docs", SHARED / "corpus" / docs, "--groups", SHARED / "corpus" / docs / "sources.tsv"]
    command += ["--rows", ROOT / "geodata/training/rows_reports.tsv", "--docs", SHARED / "corpus", "--groups", "-"]
    for group in leave + [REPORTS] * ("provinces" in leave):
        command += ["--leave", group]
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def predictions(score, rows, model):
    return {r["doc"]: score.predict(str(TERRIER), str(SHARED / "corpus/dev" / r["doc"]), ["--model", str(model), "--doubtful"], r["date"])
            for r in rows}


def jieba_predictions(rows, heads):
    """Words of jieba's that end in a head word, with the nouns before them."""
    import jieba.posseg
    kinds, longest = {h: k for k, words in heads.items() for h in words}, re.compile(r"[^\w]+")
    found = {}
    for row in rows:
        text = (SHARED / "corpus/dev" / row["doc"]).read_text(encoding="utf-8", errors="replace")
        found[row["doc"]] = []
        for sentence in longest.split(text):
            words = [(w.word, w.flag) for w in jieba.posseg.cut(sentence)]
            for i, (word, _) in enumerate(words):
                head = next((word[k:] for k in range(len(word)) if word[k:] in kinds), None)
                first = i
                while first > 0 and i - first < 3 and words[first - 1][1][0] in "nmej":
                    first -= 1
                name = "".join(w for w, _ in words[first:i + 1])
                if head and len(name) > len(head):
                    found[row["doc"]].append({"document": row["doc"], "text": name, "name": name, "kind": kinds[head], "role": "reference"})
    return found


def lexicon_heads():
    heads, kind = collections.defaultdict(list), None
    for line in (ROOT / "geodata/lexicon/zh.lexicon").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]").split()
            kind = section[1] if section[0] == "head" and section[1] in ("park", "school", "hospital", "road", "waterway") else None
        elif kind and not line.startswith("#"):
            heads[kind] += line.split()
    return heads


def show(score, label, found, gold):
    docs = set(found)
    r = score.score([p for ps in found.values() for p in ps], [g for g in gold if g["doc"] in docs], [], [],
                    set(score.CORE.split(",")), str(SHARED / "corpus/dev"), False)
    print(f"{label:34s} F1 {r['named_f1']:.3f}  P {r['named_precision']:.3f}  R {r['named_recall']:.3f}   "
          f"statement {r['statement_accuracy']:.3f}  its precision {r['statement_precision']:.3f}", flush=True)


def show_doubtful(found, score, gold):
    """How many of the names kept as doubtful are names."""
    by_doc, seen, right = collections.defaultdict(list), set(), 0
    for g in gold:
        by_doc[g["doc"]].append(g)
    for doc, mentions in found.items():
        for p in mentions:
            if p["kind"] in score.CORE.split(",") and (doc, p["start"]) not in seen:
                seen.add((doc, p["start"]))
                right += any(score.likeness(p, g) for g in by_doc[doc])
    print(f"\n{len(seen)} further mentions kept as doubtful, {right} of them names")


def show_calibration(score, found, gold):
    by_doc, said = collections.defaultdict(list), []
    for g in gold:
        by_doc[g["doc"]].append(g)
    for doc, mentions in found.items():
        for p in mentions:
            if p["kind"] in score.CORE.split(","):
                said.append((p["confidence"], any(score.likeness(p, g) for g in by_doc[doc])))
    said.sort()
    print(f"\n{len(said)} mentions by confidence, in {BINS} bins of equal count")
    for i in range(BINS):
        part = said[i * len(said) // BINS:(i + 1) * len(said) // BINS]
        sure, right = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
        print(f"  {part[0][0]:.3f} to {part[-1][0]:.3f}   said {sure:.3f}   right {right:.3f}   of {len(part)}")


def show_statement_calibration(folder):
    """Of statements: the weights for each group are learnt from all others, with the names that models without them find."""
    tool, related = load(ROOT / "tools/train_statements"), {other: group for group, other in RELATED.items()}

    def model(group):
        path = folder / f"{related.get(group, group)}.weights"
        return path if path.exists() else None

    def samples(rows, docs, undated):
        return tool.samples(str(TERRIER), rows, SHARED / "corpus" / docs, SHARED / "corpus" / docs / "sources.tsv", model, undated)

    dated = samples(SHARED / "gold/dev.tsv", "dev", False)
    teaching = samples(SHARED / "gold/dev.tsv", "dev", True) + samples(ROOT / "geodata/training/rows.tsv", "raw", True)
    surely, alone = [], []
    for group in sorted({s.group for s in dated}):
        weights = tool.learn([s for s in teaching if s.group not in (group, RELATED.get(group))])
        for s in dated:
            p = tool.probability(weights, s)
            if s.group == group:
                surely.append((s.name * p, s.right))
                alone += [(p, s.right)] * s.known
    print(f"\n{len(surely)} statements by statement_confidence")
    tool.show_calibration(surely)
    print(f"{len(alone)} of them of real facilities, by what the statement's own weights give")
    tool.show_calibration(alone)


def show_all(score, rows, gold, found):
    show(score, "all, each group left out", found, gold)
    show(score, "rules alone", predictions(score, rows, "none"), gold)
    show(score, "jieba with a suffix filter", jieba_predictions(rows, lexicon_heads()), gold)
    show_calibration(score, found, gold)


def main():
    if not (SHARED / "score/score.py").exists():
        print("SKIPPED: no annotated documents next to the source")
        return 0
    score = load(SHARED / "score/score.py")
    with open(SHARED / "corpus/dev/sources.tsv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    gold, found, doubtful = score.rows(str(SHARED / "gold/dev.tsv")), {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for group in sorted({r["group"] for r in rows}):
            model = pathlib.Path(folder) / f"{group}.weights"
            train([group] + [RELATED[g] for g in [group] if g in RELATED], model)
            part = predictions(score, [r for r in rows if r["group"] == group], model)
            doubtful.update({doc: [p for p in mentions if p["doubtful"]] for doc, mentions in part.items()})
            part = {doc: [p for p in mentions if not p["doubtful"]] for doc, mentions in part.items()}
            show(score, f"{group}, left out", part, gold)
            found.update(part)
        show_all(score, rows, gold, found)
        show_doubtful(doubtful, score, gold)
        show_statement_calibration(pathlib.Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
