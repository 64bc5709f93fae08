"""Makes noisy variants of real companies with a fixed seed; the model is told in docs/duplicates-noise.md."""

import csv
import random
import unicodedata

LEGAL = {
    "United States": ["Inc.", "Inc", "Corp.", "Corporation", "LLC", "Co.", "Incorporated"],
    "United Kingdom": ["plc", "PLC", "Ltd", "Limited", "Ltd."],
    "Germany": ["AG", "GmbH", "SE", "KGaA", "GmbH & Co. KG", "Aktiengesellschaft"],
    "France": ["S.A.", "SA", "SAS", "S.A.S."],
    "Japan": ["K.K.", "Co., Ltd.", "Corporation", "Kabushiki Kaisha"],
    "Spain": ["S.A.", "SA", "S.L."],
    "Italy": ["S.p.A.", "SpA", "S.r.l."],
    "Netherlands": ["N.V.", "NV", "B.V."],
    "Sweden": ["AB", "AB (publ)"],
    "Switzerland": ["AG", "SA", "Ltd"],
    "Finland": ["Oyj", "Oy"],
    "Norway": ["ASA", "AS"],
    "Denmark": ["A/S", "ApS"],
    "Belgium": ["NV", "SA"],
}
LEGAL_WORDS = {
    w.lower().strip(".,")
    for forms in LEGAL.values()
    for f in forms
    for w in f.split()
    if w not in ("&",)
} | {"company", "co", "group", "n.v", "s.a", "s.p.a", "k.k"}
SHORT = {
    "international": "Intl", "manufacturing": "Mfg", "brothers": "Bros", "technologies": "Tech", "technology": "Tech",
    "services": "Svcs", "systems": "Sys", "group": "Grp", "holdings": "Hldgs", "holding": "Hldg", "national": "Natl",
    "financial": "Finl", "industries": "Ind.", "pharmaceuticals": "Pharma", "pharmaceutical": "Pharma", "association": "Assoc",
    "laboratories": "Labs", "communications": "Comm", "electric": "Elec.", "energy": "Energy", "management": "Mgmt",
    "and": "&", "&": "and", "saint": "St.", "american": "Amer.", "insurance": "Ins.", "general": "Gen.", "properties": "Props",
    "products": "Prods", "solutions": "Solns", "resources": "Res.", "bancorporation": "Bancorp", "chemical": "Chem.",
}
ADDED = ["Group", "Holding", "Holdings", "International", "Global", "Worldwide", "Company"]
COUNTRY = {
    "United States": ["USA", "US", "U.S.A.", "United States of America"], "United Kingdom": ["UK", "GB", "Great Britain"],
    "Germany": ["DE", "Deutschland", "GER"], "France": ["FR"], "Japan": ["JP"], "Spain": ["ES", "España"],
    "Italy": ["IT", "Italia"], "Netherlands": ["NL", "The Netherlands"], "Switzerland": ["CH", "Schweiz"],
    "Sweden": ["SE", "Sverige"], "Finland": ["FI"], "Norway": ["NO"], "Denmark": ["DK"], "Belgium": ["BE"],
}
KEYS = "qwertyuiopasdfghjklzxcvbnm"


def typo(rng, word):
    """One slip: swap, drop, double or a neighboring key; never in the first letter, which people get right."""
    if len(word) < 4:
        return word
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    if kind == 1:
        return word[:i] + word[i + 1:]
    if kind == 2:
        return word[:i] + word[i] + word[i:]
    return word[:i] + rng.choice(KEYS) + word[i + 1:]


def vary_name(rng, name, country):
    words = name.split()
    core = [w for w in words if w.lower().strip(".,") not in LEGAL_WORDS] or words
    ops = []
    if rng.random() < 0.03 and len(core) >= 3:
        ops.append("acronym")
        return "".join(w[0] for w in core if w[0].isalnum()).upper(), ops
    if rng.random() < 0.5:
        ops.append("legal")
        words = core + ([rng.choice(LEGAL.get(country, ["Ltd", "Inc", "SA", "AG"]))] if rng.random() < 0.7 else [])
    if rng.random() < 0.3:
        new = [SHORT.get(w.lower().strip(".,"), w) for w in words]
        if new != words:
            ops.append("abbreviation")
            words = new
    if rng.random() < 0.08 and len(core) >= 3:
        ops.append("dropped")
        drop = core[-1]
        words = [w for w in words if w != drop]
    elif rng.random() < 0.08:
        ops.append("added")
        words = words + [rng.choice(ADDED)]
    if rng.random() < 0.3:
        ops.append("typo")
        i = max(range(len(words)), key=lambda k: (len(words[k]), -k)) if rng.random() < 0.6 else rng.randrange(len(words))
        words[i] = typo(rng, words[i])
    text = " ".join(words)
    if rng.random() < 0.5:
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    r = rng.random()
    if r < 0.12:
        ops.append("upper")
        text = text.upper()
    elif r < 0.2:
        ops.append("lower")
        text = text.lower()
    if rng.random() < 0.1:
        ops.append("punctuation")
        text = text.replace(" ", "-", 1) if rng.random() < 0.5 else text.replace(".", "").replace("-", " ")
    return text, ops


def vary_domain(rng, domain):
    if not domain or "." not in domain or rng.random() < 0.3:
        return "", ["no_domain"]
    ops = []
    if rng.random() < 0.1:
        ops.append("tld")
        domain = domain.split(".")[0] + "." + rng.choice(["com", "net", "eu", "org", "co.uk", "de"])
    r = rng.random()
    if r < 0.25:
        domain = "www." + domain
    elif r < 0.4:
        domain = "https://www." + domain + "/"
    elif r < 0.5:
        ops.append("subdomain")
        domain = rng.choice(["shop.", "careers.", "investors.", "en."]) + domain
    return domain, ops


def variants(rows, per_company, names_only, seed):
    rng = random.Random(seed)
    cities = [r["City"] for r in rows if r["City"]]
    out = []
    for row in rows:
        for k in range(per_company):
            name, ops = vary_name(rng, row["Company name"], row["Country/Region"])
            new = {"qid": f"{row['Record ID']}-{k}", "truth": row["Record ID"], "name": name, "domain": "", "city": "", "region": "", "country": ""}
            if not names_only:
                new["domain"], more = vary_domain(rng, row["Company Domain Name"])
                ops = ops + more
                new["city"] = row["City"] if rng.random() < 0.7 else ""
                if new["city"] and rng.random() < 0.1:
                    ops.append("moved")
                    new["city"] = rng.choice(cities)
                new["region"] = row["State/Region"] if rng.random() < 0.5 else ""
                if "moved" in ops:
                    new["region"] = ""
                country = row["Country/Region"]
                if rng.random() < 0.3:
                    country = ""
                elif rng.random() < 0.4:
                    country = rng.choice(COUNTRY.get(country, [country]))
                new["country"] = country
            new["ops"] = " ".join(ops)
            out.append(new)
    return out


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, fieldnames=list(rows[0]))
        w.writeheader()
        w.writerows(rows)
