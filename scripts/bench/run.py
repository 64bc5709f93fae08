"""Measures a server from outside and writes docs/benchmarks.md: run.py TOWPATH BENCH

Each figure is the median of ROUNDS rounds against one server process. CPU is the server's own, from
/proc. Beside registrations stands what the bare database does with the very rows that they wrote, in
as many transactions, on the same disk, with the same settings.
"""

import json
import os
import pathlib
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from growth import grow  # noqa: E402
from peer_odoo import lines as beside_odoo  # noqa: E402
from peer_odoo import measure_peer  # noqa: E402
from outside import ROOT, Server, postgres_bin, psql  # noqa: E402

TOWPATH, BENCH = sys.argv[1:3]
SIZES = [int(s) for s in os.environ.get("SIZES", "100000 1000000").split()]
DATABASES = os.environ.get("DATABASES", "sqlite postgres").split()
ROUNDS = int(os.environ.get("ROUNDS", "5"))
# Growth: so many deals and partners in the end, from ten thousand deals and fifty partners.
DEALS = int(os.environ.get("DEALS", "1000000"))
PARTNERS = int(os.environ.get("PARTNERS", "100000"))
IMPORTED = int(os.environ.get("IMPORTED", "100000"))
CALLS, CLIENTS, ROWS = 1000, 8, 80
COMPANIES = str(ROOT / "testdata/companies-hubspot.csv")
POSTGRES = os.environ["TOWPATH_TEST_POSTGRES"]
PG_BIN = postgres_bin()


def bench(*args):
    done = subprocess.run([BENCH, *map(str, args)], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"bench {args[0]} failed; what it said is above")
    return json.loads(done.stdout.splitlines()[-1])


def cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """Megabytes in memory: all of them, and without those of the mapped database file, which the system takes back when it needs them."""
    lines = dict(s.split(":", 1) for s in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) / 1024, int(lines["RssAnon"].split()[0]) / 1024


class Bench(Server):
    """A server on a filled database of its own."""

    def __init__(self, database):
        self.database = database
        more = {"TOWPATH_DURABLE": "true"}
        if database == "postgres":
            psql(POSTGRES, "-c", "drop database if exists towpath_bench", "-c", "create database towpath_bench")
            more["DATABASE_URL"] = POSTGRES.rsplit("/", 1)[0] + "/towpath_bench"
        self.url = more.get("DATABASE_URL")
        super().__init__(TOWPATH, **more)
        if not self.url:
            self.environment.pop("DATABASE_URL", None)

    def prepare(self):
        os.makedirs(self.data)
        if self.run("migrate") != 0:
            sys.exit("the database could not be prepared; what was said is above")

    @property
    def target(self):
        return self.url or f"sqlite:{self.data}/towpath.db"

    def ready_after(self):
        """Seconds from starting the process to its first answer that it is ready."""
        with open(self.log, "a") as log:
            begun = time.monotonic()
            self.server = subprocess.Popen([*self.base, "serve", "--listen", f"127.0.0.1:{self.port}"], env=self.environment, stdout=log, stderr=log)
        while time.monotonic() - begun < 60:
            try:
                if self.call("GET", "/readyz")[0] == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.002)
        sys.exit(f"the server was not ready within a minute:\n{self.tail()}")

    def sign_in(self, world):
        form = urllib.parse.urlencode({"email": world["email"], "password": world["password"]})
        status, headers, text = self.call("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        cookies = [c.split(";")[0] for c in headers.get_all("Set-Cookie") or [] if c.startswith("session=")]
        if status != 303 or not cookies:
            sys.exit(f"signing in: {status}\n{text[:1000]}")
        return cookies[0]

    def settled(self):
        """Waits until nothing is left to do in the background; the seconds it took."""
        begun = time.monotonic()
        while time.monotonic() - begun < 300:
            before = cpu(self.server.pid)
            time.sleep(1)
            if cpu(self.server.pid) - before < 0.03:
                break
        return time.monotonic() - begun

    def rounds(self, *args, calls=CALLS, rounds=ROUNDS):
        """The medians of some rounds, with the server's CPU in milliseconds for each call."""
        found = []
        for n in range(rounds):
            before = cpu(self.server.pid)
            one = bench(*[a(n) if callable(a) else a for a in args])
            one["cpu_ms"] = (cpu(self.server.pid) - before) * 1000 / calls
            found.append(one)
        return {k: statistics.median(f[k] for f in found) for k in found[0]}


def sqlite_tables(db):
    """The tables, each with the column that grows with every row: its row number, or the id it hangs on, which begins with the time."""
    tables = db.execute("select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like '%VIRTUAL%'").fetchall()
    columns = {t: [c[1] for c in db.execute(f'pragma table_info("{t}")')] for t, _ in tables}
    return {t: "rowid" if "WITHOUT ROWID" not in sql.upper() else next(c for c in columns[t] if c.endswith("_id")) for t, sql in tables}


def shares(rows, n):
    """Rows of some tables as n transactions of like size, in order."""
    out = [[] for _ in range(n)]
    for table, all_rows in rows.items():
        for k, row in enumerate(all_rows):
            out[k * n // len(all_rows)].append((table, row))
    return out


class Bare:
    """What registrations wrote, done again by the database alone."""

    def __init__(self, server):
        self.server = server
        if server.url:
            self.mark = int(psql(server.url, "-c", "select pg_current_xact_id()"))
        else:
            with sqlite3.connect(f"file:{server.data}/towpath.db?mode=ro", uri=True) as db:
                self.mark = {t: db.execute(f'select coalesce(max("{c}"), 0) from "{t}"').fetchone()[0] for t, c in sqlite_tables(db).items()}

    def per_second(self, calls):
        return self.postgres(calls) if self.server.url else self.sqlite(calls)

    def sqlite(self, calls):
        rates = []
        with sqlite3.connect(f"file:{self.server.data}/towpath.db?mode=ro", uri=True) as source:
            rows = {t: source.execute(f'select * from "{t}" where "{c}" > ?', [self.mark[t]]).fetchall() for t, c in sqlite_tables(source).items()}
            rows = {t: r for t, r in rows.items() if r}
            schema = [s for (s,) in source.execute("select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type desc")]
        work = shares(rows, calls)
        inserts = {t: f'insert into "{t}" values ({",".join("?" * len(r[0]))})' for t, r in rows.items()}
        for _ in range(3):
            folder = tempfile.mkdtemp(dir=self.server.folder)
            with sqlite3.connect(f"{folder}/bare.db", isolation_level=None) as db:
                for line in ["pragma journal_mode = wal", "pragma synchronous = full", *schema]:
                    db.execute(line)
                begun = time.monotonic()
                for some in work:
                    db.execute("begin immediate")
                    for table, row in some:
                        db.execute(inserts[table], row)
                    db.execute("commit")
                rates.append(calls / (time.monotonic() - begun))
            shutil.rmtree(folder)
        return statistics.median(rates), sum(map(len, rows.values())) / calls

    def postgres(self, calls):
        url = self.server.url
        tables = psql(url, "-c", "select tablename from pg_tables where schemaname = 'public'").split()
        rows = {}
        for t in tables:
            sql = f"""select format('insert into bare.%I select (json_populate_record(null::bare.%I, %L::json)).*;', '{t}', '{t}', row_to_json(x))
                      from public."{t}" x where xmin::text::bigint > {self.mark}"""
            found = psql(url, "-c", sql).splitlines()
            if found:
                rows[t] = found
        work = shares(rows, calls)
        files = []
        for c in range(CLIENTS):
            path = pathlib.Path(self.server.folder) / f"bare-{c}.sql"
            path.write_text("".join("begin;\n" + "\n".join(line for _, line in some) + "\ncommit;\n" for some in work[c::CLIENTS]))
            files.append(path)
        rates = []
        for _ in range(3):
            copies = "".join(f'create table bare."{t}" (like public."{t}" including all);' for t in rows)
            psql(url, "-c", f"set client_min_messages = warning; drop schema if exists bare cascade; create schema bare; {copies}")
            begun = time.monotonic()
            # An update of the same row in another round makes a key twice; such a row is left out.
            running = [subprocess.Popen([PG_BIN / "psql", "-qAtX", url, "-f", f], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for f in files]
            for one in running:
                one.wait()
            rates.append(calls / (time.monotonic() - begun))
        psql(url, "-c", "set client_min_messages = warning; drop schema bare cascade")
        return statistics.median(rates), sum(map(len, rows.values())) / calls


def measure(database, size):
    print(f"{database}, {size:,} accounts: filling", flush=True)
    server = Bench(database)
    out = {"database": database, "size": size}
    try:
        world_file = f"{server.folder}/world.json"
        out["fill"] = bench("fill", server.target, COMPANIES, size, world_file)
        world = json.loads(pathlib.Path(world_file).read_text())
        print("  duplicate check", flush=True)
        out["P3"] = bench("check", server.target, COMPANIES, size)
        server.start()
        server.settled()
        address = f"127.0.0.1:{server.port}"
        bench("register", address, world_file, 200, CLIENTS, 0, "many")
        server.settled()
        print("  registrations", flush=True)
        bare = Bare(server)
        out["P1"] = server.rounds("register", address, world_file, CALLS, CLIENTS, lambda n: 1000 + n * CALLS, "many")
        out["P1"]["behind"] = server.settled()
        rate, rows = bare.per_second(CALLS * ROUNDS)
        out["P1"].update(bare=rate, rows=rows, share=out["P1"]["per_second"] / rate)
        out["P1 one"] = server.rounds("register", address, world_file, CALLS, CLIENTS, lambda n: 900_000 + n * CALLS, "one")
        server.settled()
        print("  pages", flush=True)
        cookie = f"Cookie: {server.sign_in(world)}"
        out["home"] = server.rounds("get", address, "/", cookie, CALLS, CLIENTS)
        out["deals"] = server.rounds("get", address, f"/deals?limit={ROWS}", cookie, CALLS, CLIENTS)
        out["deals API"] = server.rounds("get", address, f"/api/v1/deals?limit={ROWS}", f"Authorization: Bearer {world['tokens'][0]}", CALLS, CLIENTS)
        out["resident"] = resident(server.server.pid)
        faults = server.faults()
        if faults:
            print("".join(faults[:5]))
        print("  start", flush=True)
        starts = []
        for _ in range(ROUNDS):
            server.stop()
            starts.append(server.ready_after())
        out["ready"] = statistics.median(starts)
    finally:
        server.remove()
    return out


def growth(database):
    """P6: registrations and pages with ten thousand deals, and with very many."""
    print(f"{database}: growth to {DEALS:,} deals of {PARTNERS:,} partners", flush=True)
    server = Bench(database)
    begin, first, out = 10_000, 50, {}
    try:
        world_file = f"{server.folder}/world.json"
        bench("fill", server.target, COMPANIES, 10_000, world_file)
        world = json.loads(pathlib.Path(world_file).read_text())
        server.start()
        for n in range(begin // CALLS):
            bench("register", f"127.0.0.1:{server.port}", world_file, CALLS, CLIENTS, 2_000_000 + n * CALLS, "many")
        server.settled()

        def measured(offset):
            address, cookie = f"127.0.0.1:{server.port}", f"Cookie: {server.sign_in(world)}"
            bench("get", address, "/", cookie, 100, CLIENTS)
            figures = {"P1": server.rounds("register", address, world_file, CALLS, CLIENTS, lambda n: offset + n * CALLS, "many", rounds=3)}
            server.settled()
            figures["home"] = server.rounds("get", address, "/", cookie, CALLS, CLIENTS, rounds=3)
            figures["deals"] = server.rounds("get", address, f"/deals?limit={ROWS}", cookie, CALLS, CLIENTS, rounds=3)
            return figures

        out["before"] = measured(3_000_000)
        server.stop()
        begun = time.monotonic()
        grow(server, psql, DEALS // begin, PARTNERS // first)
        out["seconds"] = time.monotonic() - begun
        server.ready_after()
        out["after"] = measured(4_000_000)
        faults = server.faults()
        if faults:
            print("".join(faults[:5]))
    finally:
        server.remove()
    return out


def imported(database):
    """P9: a file of companies, with the duplicate check, into an empty database."""
    print(f"{database}: import of {IMPORTED:,} rows", flush=True)
    server = Bench(database)
    try:
        file = f"{server.folder}/companies.csv"
        bench("csv", COMPANIES, IMPORTED, file)
        begun = time.monotonic()
        process = subprocess.Popen([*server.base, "--json", "import", "accounts", file, "--keep-good"], env=server.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
        if os.waitstatus_to_exitcode(status) not in (0, 3):
            sys.exit(f"the import failed:\n{said}")
        return {"seconds": seconds, "memory": used.ru_maxrss / 1024, **json.loads(said.splitlines()[-1])}
    finally:
        server.remove()


def ours_for_peer(database):
    """P1 and the page of deals alone, for a run that measures nothing else."""
    size = int(os.environ.get("PEER_ACCOUNTS", "100000"))
    print(f"{database}, {size:,} accounts: filling", flush=True)
    server = Bench(database)
    try:
        world_file = f"{server.folder}/world.json"
        bench("fill", server.target, COMPANIES, size, world_file)
        world = json.loads(pathlib.Path(world_file).read_text())
        server.start()
        address = f"127.0.0.1:{server.port}"
        bench("register", address, world_file, 200, CLIENTS, 0, "many")
        server.settled()
        out = {"size": size, "P1": server.rounds("register", address, world_file, CALLS, CLIENTS, lambda n: 1000 + n * CALLS, "many")}
        server.settled()
        out["deals"] = server.rounds("get", address, f"/deals?limit={ROWS}", f"Cookie: {server.sign_in(world)}", CALLS, CLIENTS)
        return out
    finally:
        server.remove()


def beside_peer(measured):
    """Odoo 19, and beside it what was measured of ours in this very run: the largest size, or a run of its own."""
    peer = measure_peer(POSTGRES, ROUNDS)
    of = {d: max((r for r in measured if r["database"] == d), key=lambda r: r["size"], default=None) or ours_for_peer(d) for d in DATABASES}
    return {"peer": peer, "ours": {d: {k: r[k] for k in ("size", "P1", "deals")} for d, r in of.items()}}


def empty_start():
    out = {}
    for database in DATABASES:
        times = []
        for _ in range(ROUNDS):
            server = Bench(database)
            shutil.rmtree(server.data)
            os.makedirs(server.data)
            if server.url:
                psql(POSTGRES, "-c", "drop database towpath_bench", "-c", "create database towpath_bench")
            try:
                times.append(server.ready_after())
            finally:
                server.remove()
        out[database] = statistics.median(times)
    return out


def stands(value, bar, more_is_better=False):
    return "met" if (value >= bar if more_is_better else value <= bar) else "**not met**"


def report(results, empty, more, peer):
    cpu_name = next((s.split(":")[1].strip() for s in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if s.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; not by hand. Everything runs on one machine: the server, the database, and the clients that ask.",
        "",
        f"Machine: {os.cpu_count()} cores, {cpu_name}, {memory:.0f} GB. Each figure is the median of {ROUNDS} rounds of {CALLS:,} calls by {CLIENTS} clients over kept-open",
        "connections; CPU is the server's, for one call. Both databases wait for the disk at each commit (`TOWPATH_DURABLE`; `synchronous_commit=on`).",
        "The accounts are made from real companies by joining the words of two; fifty partners register." + ("" if peer else " Peer figures of other systems are not measured here; `PARTS=odoo` does it."),
        "",
    ]
    for r in results:
        name = "SQLite (embedded)" if r["database"] == "sqlite" else "PostgreSQL"
        p1, one = r["P1"], r["P1 one"]
        lines += [
            f"## {name}, {r['size']:,} accounts",
            "",
            "| What | Calls/s | p50 ms | p99 ms | CPU ms | Bar | Stands |",
            "|---|---:|---:|---:|---:|---|---|",
        ]

        def row(what, f, bar, verdict, cpu=True):
            lines.append(f"| {what} | {f['per_second']:,.0f} | {f['p50_ms']:.2f} | {f['p99_ms']:.2f} | {format(f['cpu_ms'], '.2f') if cpu else ''} | {bar} | {verdict} |")

        row("P1 Register a deal, each for another customer", p1, "p99 ≤ 10 ms, CPU ≤ 2 ms", f"{stands(p1['p99_ms'], 10)}, {stands(p1['cpu_ms'], 2)}")
        row("P1 Register a deal, all for one customer", one, "≥ half the rate above", stands(one["per_second"], p1["per_second"] / 2, True))
        row("P2 Partner home", r["home"], "p50 ≤ 2 ms, p99 ≤ 8 ms, CPU ≤ 1 ms", ", ".join([stands(r["home"]["p50_ms"], 2), stands(r["home"]["p99_ms"], 8), stands(r["home"]["cpu_ms"], 1)]))
        row(f"P2 Deals page, {ROWS} rows", r["deals"], "p50 ≤ 2 ms, p99 ≤ 8 ms, CPU ≤ 1 ms", ", ".join([stands(r["deals"]["p50_ms"], 2), stands(r["deals"]["p99_ms"], 8), stands(r["deals"]["cpu_ms"], 1)]))
        row(f"Deals over the API, {ROWS} rows", r["deals API"], "", "")
        row("P3 Duplicate check, one after the other", r["P3"], "p99 ≤ 10 ms", stands(r["P3"]["p99_ms"], 10), cpu=False)
        lines += [
            "",
            f"- The bare database writes the rows of a registration ({p1['rows']:.1f} rows, one transaction) {p1['bare']:,.0f} times a second: registrations reach {p1['share']:.0%} of that (bar: 40 %, {stands(p1['share'], 0.4, True)}).",
            f"- What follows from a registration (notices, figures, webhooks) is done meanwhile and counts in its CPU; the last of it was done {p1['behind']:.0f} s after the last call.",
            f"- The account asked for is among the answers of the duplicate check in {r['P3']['found_share']:.1%} of the questions.",
            f"- P7: ready {r['ready'] * 1000:.0f} ms after the start on this database (bar: 300 ms, {stands(r['ready'], 0.3)}); {r['resident'][0]:.0f} MB resident after the load, {r['resident'][1]:.0f} MB of them its own (bar: 80 MB, {stands(r['resident'][0], 80)}).",
            f"- Filling: {r['size'] / r['fill']['seconds']:,.0f} accounts a second.",
            "",
        ]
    lines += more
    size = pathlib.Path(TOWPATH).stat().st_size / 2**20
    told = ", ".join(f"{ms * 1000:.0f} ms on {'SQLite' if d == 'sqlite' else 'PostgreSQL'} ({stands(ms, 2)})" for d, ms in empty.items())
    lines += ["## Start and size", "", f"P7: ready on an empty database, migrations included, after {told}; bar: 2 s. The binary is one file of {size:.0f} MB.", ""]
    (ROOT / "docs/benchmarks.md").write_text("\n".join(lines))
    print("\n".join(lines))


def grown(results):
    """What growth and imports came to, as lines of the report."""
    name = {"sqlite": "SQLite (embedded)", "postgres": "PostgreSQL"}
    lines = []
    for database, g in [(d, results[f"growth {d}"]) for d in name if f"growth {d}" in results]:
        lines += [
            f"## Growth, {name[database]}: from 10 thousand deals to {DEALS:,} of {PARTNERS:,} partners",
            "",
            " ".join(["The copies are made by the database itself, each with keys of its own; the bar of P6 is meant for 10 million deals.", *filter(None, [g.get("note")])]),
            "",
            "| What | p50 before | p50 after | p99 before | p99 after | Ratio | Bar | Stands |",
            "|---|---:|---:|---:|---:|---:|---|---|",
        ]
        for key, what in [("P1", "Register a deal"), ("home", "Partner home"), ("deals", f"Deals page, {ROWS} rows")]:
            b, a = g["before"][key], g["after"][key]
            ratio = a["p99_ms"] / b["p99_ms"]
            lines.append(f"| P6 {what} | {b['p50_ms']:.2f} | {a['p50_ms']:.2f} | {b['p99_ms']:.2f} | {a['p99_ms']:.2f} | {ratio:.2f} | ≤ 1.5 | {stands(ratio, 1.5)} |")
        lines.append("")
    found = [(d, results[f"import {d}"]) for d in name if f"import {d}" in results]
    if found:
        lines += ["## Import", "", "| What | Rows | Seconds | Rows/s | Peak memory MB | Bar | Stands |", "|---|---:|---:|---:|---:|---|---|"]
        for database, r in found:
            lines.append(f"| P9 accounts with duplicate check, {name[database]} | {r['rows']:,} | {r['seconds']:.1f} | {r['rows'] / r['seconds']:,.0f} | {r['memory']:.0f} | ≤ 60 s for 100 thousand | {stands(r['seconds'] * 100_000 / r['rows'], 60)} |")
        lines.append("")
    if "odoo" in results:
        lines += beside_odoo(results["odoo"], stands)
    return lines


def main():
    # What was measured is kept, so that a run for one size or database adds to the report of the others.
    kept = ROOT / "target/bench.json"
    kept.parent.mkdir(exist_ok=True)
    results = json.loads(kept.read_text()) if kept.exists() else {}
    for size in SIZES:
        for database in DATABASES:
            results[f"{database} {size}"] = measure(database, size)
            kept.write_text(json.dumps(results))
    parts = os.environ.get("PARTS", "growth import").split()
    for database in DATABASES:
        for part, run in [("growth", growth), ("import", imported)]:
            if part in parts:
                results[f"{part} {database}"] = run(database)
                kept.write_text(json.dumps(results))
    if "odoo" in parts:
        results["odoo"] = beside_peer([results[f"{d} {s}"] for s in SIZES for d in DATABASES])
        kept.write_text(json.dumps(results))
    results["empty"] = {**results.get("empty", {}), **empty_start()}
    kept.write_text(json.dumps(results))
    in_order = sorted((r for r in results.values() if "size" in r), key=lambda r: (r["size"], r["database"] != "sqlite"))
    report(in_order, results["empty"], grown(results), "odoo" in results)


if __name__ == "__main__":
    main()
