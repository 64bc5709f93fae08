"""Measures the duplicate engine on labeled data and prints precision, recall, F1 and the threshold curve.

run.py BINARY COMPANIES.csv WORKDIR [PACKAGES]
BINARY is the example `evaluate`; PACKAGES holds what run.sh took from PyPI (left out: only the noise sets).
"""

import csv
import glob
import os
import random
import subprocess
import sys
import time

import noise

BINARY, COMPANIES, WORK = sys.argv[1:4]
PACKAGES = sys.argv[4] if len(sys.argv) > 4 else ""
THRESHOLD = 0.9  # fixed: the shipped `same`
TABLE = []


def load(path, strip=False):
    with open(path, newline="", encoding="utf-8-sig") as f:
        rows = list(csv.DictReader(f, skipinitialspace=strip))
    return rows


def match(tag, left, right, mapping):
    out = os.path.join(WORK, f"{tag}.pairs.csv")
    start = time.time()
    args = [BINARY, left] + ([right] if right else []) + ["--map", mapping, "--out", out]
    subprocess.run(args, check=True, stderr=subprocess.DEVNULL if not os.environ.get("VERBOSE") else None)
    return load(out), time.time() - start


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def report(tag, rows, gold, seconds, ordered=True):
    key = (lambda r: (r["left_id"], r["right_id"])) if ordered else (lambda r: tuple(sorted((r["left_id"], r["right_id"]))))
    gold = gold if ordered else {tuple(sorted(g)) for g in gold}
    same = {key(r) for r in rows if r["verdict"] == "same"}
    tp = len(same & gold)
    p, r = tp / max(1, len(same)), tp / len(gold)
    TABLE.append((tag, len(gold), p, r, f1(p, r), seconds))
    print(f"\n{tag}: {len(gold)} true pairs, same {len(same)}: precision {p:.4f} recall {r:.4f} F1 {f1(p, r):.4f} ({seconds:.1f} s)")
    print("  score ≥   precision  recall  F1")
    for t in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999):
        # A pair that the assignment took back to `likely` stays below every threshold of `same`.
        pred = {key(x) for x in rows if float(x["score"]) >= t and (x["verdict"] == "same" or float(x["score"]) < THRESHOLD)}
        tp = len(pred & gold)
        p, r = tp / max(1, len(pred)), tp / len(gold)
        print(f"  {t:<8}  {p:.4f}     {r:.4f}  {f1(p, r):.4f}")
    return same


def top1(tag, names_only, seed):
    rows = [r for r in load(COMPANIES) if r["Company name"].strip()]
    random.Random(seed).shuffle(rows)
    known, strangers = rows[: len(rows) * 4 // 5], rows[len(rows) * 4 // 5:]
    queries = noise.variants(known, 3, names_only, seed) + noise.variants(strangers, 1, names_only, seed + 1)
    left, right = os.path.join(WORK, f"{tag}.left.csv"), os.path.join(WORK, f"{tag}.right.csv")
    noise.write(left, queries)
    noise.write(right, [{"qid": r["Record ID"], "name": r["Company name"], "domain": r["Company Domain Name"], "city": r["City"], "region": r["State/Region"], "country": r["Country/Region"]} for r in known])
    mapping = "id=qid,name=name" + ("" if names_only else ",domain=domain,city=city,region=region,country=country")
    pairs, seconds = match(tag, left, right, mapping)
    inside = {r["Record ID"] for r in known}
    truth = {q["qid"]: q["truth"] if q["truth"] in inside else None for q in queries}
    total = sum(1 for t in truth.values() if t)
    print(f"\n{tag}: {total} variants of {len(known)} companies, {len(queries) - total} strangers ({seconds:.1f} s)")
    print("  answer       precision  recall  F1")
    shown = {}
    for label, allowed in (("same", {"same"}), ("same+likely", {"same", "likely"})):
        best = {}
        for r in pairs:
            if r["verdict"] in allowed and (r["left_id"] not in best or float(r["score"]) > float(best[r["left_id"]]["score"])):
                best[r["left_id"]] = r
        tp = sum(1 for q, r in best.items() if truth[q] == r["right_id"])
        p, r = tp / max(1, len(best)), tp / total
        print(f"  {label:<12} {p:.4f}     {r:.4f}  {f1(p, r):.4f}")
        if label == "same":
            TABLE.append((tag, total, p, r, f1(p, r), seconds))
            shown = best
    if os.environ.get("MISSES"):
        by_id = {q["qid"]: q for q in queries}
        ref = {r["Record ID"]: r for r in known}
        everything = {(r["left_id"], r["right_id"]): r for r in pairs}
        for q, r in shown.items():
            if truth[q] != r["right_id"]:
                print("  WRONG", by_id[q]["name"], "|", by_id[q]["domain"], by_id[q]["city"], "->", ref[r["right_id"]]["Company name"], r["score"], r["evidence"][:150])
        for q, t in truth.items():
            if t and q not in shown:
                e = everything.get((q, t), {})
                print("  MISS", by_id[q]["name"], "|", by_id[q]["domain"], "|", by_id[q]["city"], "|", by_id[q]["ops"], "<-", ref[t]["Company name"], ref[t]["City"], e.get("score"), e.get("evidence", "")[:150])


def febrl(tag, files):
    rows = []
    for path in files:
        for r in load(path, strip=True):
            r = {k.strip(): (v or "").strip() for k, v in r.items()}
            rows.append({
                "id": r["rec_id"], "name": f"{r['given_name']} {r['surname']}".strip(), "address": f"{r['street_number']} {r['address_1']}",
                "city": r["suburb"], "postal": r["postcode"], "region": r["state"], "file": path,
            })
    mapping = "id=id,name=name,address=address,city=city,postal=postal,region=region"
    entity = lambda i: i.split("-")[1]
    by_entity = {}
    for r in rows:
        by_entity.setdefault(entity(r["id"]), []).append(r)
    gold = {(a["id"], b["id"]) for g in by_entity.values() for i, a in enumerate(g) for b in g[i + 1:] if len(files) == 1 or a["file"] != b["file"]}
    paths = []
    for i, path in enumerate(files):
        target = os.path.join(WORK, f"{tag}.{i}.csv")
        noise.write(target, [r for r in rows if r["file"] == path])
        paths.append(target)
    pairs, seconds = match(tag, paths[0], paths[1] if len(paths) > 1 else None, mapping)
    report(tag, pairs, gold, seconds, ordered=False)


def restaurants():
    folder = glob.glob(os.path.join(PACKAGES, "**/end-to-end/restaurants"), recursive=True)[0]
    gold = {(r["fodors_id"], r["zagats_id"]) for r in load(os.path.join(folder, "matches_fodors_zagats.csv"))}
    left, right = os.path.join(folder, "fodors.csv"), os.path.join(folder, "zagats.csv")
    pairs, seconds = match("restaurants", left, right, "id=id,name=name,address=addr,city=city,phone=phone")
    report("restaurants (Fodors-Zagats)", pairs, gold, seconds)
    pairs, seconds = match("restaurants-names", left, right, "id=id,name=name,city=city")
    report("restaurants, name and city only", pairs, gold, seconds)


os.makedirs(WORK, exist_ok=True)
top1("companies, all fields", False, 20_260_101)
top1("companies, names only", True, 20_260_102)
if PACKAGES:
    restaurants()
    base = glob.glob(os.path.join(PACKAGES, "**/febrl"), recursive=True)[0]
    for n in (1, 2, 3):
        febrl(f"febrl{n}", [os.path.join(base, f"dataset{n}.csv")])
    febrl("febrl4", [os.path.join(base, "dataset4a.csv"), os.path.join(base, "dataset4b.csv")])
print("\n| Set | True pairs | Precision | Recall | F1 | Seconds |\n|---|---|---|---|---|---|")
for tag, n, p, r, f, s in TABLE:
    print(f"| {tag} | {n:,} | {p:.4f} | {r:.4f} | {f:.4f} | {s:.1f} |")
