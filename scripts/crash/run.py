"""Kills a server under load again and again: run.py BINARY

On a demo of its own, staff add accounts, and sellers register deals and win them, each call with a key
of its own. After every kill the server must start by itself. In the end: what was acknowledged is
there, once; what was not is sent again with the same key, and is there once too; nothing is there that
nobody sent; every won deal has earned once, the ledger sums to zero, and nobody was told anything
twice; and the audit record verifies.
"""

import datetime
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from outside import Demo, psql  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "8"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)


class World(Demo):
    """The demo: copied on SQLite, made anew on PostgreSQL."""

    def __init__(self, binary):
        self.url = os.environ.get("DATABASE_URL")
        super().__init__(binary)

    def prepare(self):
        if not self.url:
            return super().prepare()
        print("Filling a demo on PostgreSQL", flush=True)
        if subprocess.run([*self.base, "demo", "--prepare-only"], env=self.environment, stdout=subprocess.DEVNULL).returncode != 0:
            sys.exit("the demo could not be made; what was said is above")
        self.world = json.loads(pathlib.Path(self.data, "demo.json").read_text())

    def sql(self, query):
        """The rows of a query, each a list of texts."""
        if not self.url:
            with sqlite3.connect(f"file:{self.data}/towpath.db?mode=ro", uri=True, timeout=30) as db:
                return [["" if v is None else str(v) for v in row] for row in db.execute(query)]
        return [line.split("\t") for line in psql(self.url, "-F", "\t", "-c", query).splitlines()]


class Load:
    """What the clients sent, and what they were told."""

    def __init__(self, server):
        self.server = server
        self.staff = server.persona("partner_ops")["token"]
        self.sellers = [p["token"] for p in server.world["personas"] if p["role"] == "sales" and self.is_active(p["org"])]
        products = self.get("/api/v1/products", self.sellers[0])
        self.product = (products["data"] if isinstance(products, dict) else products)[0]["id"]
        if not self.sellers:
            sys.exit("no seller of the demo may register deals")
        self.lock = threading.Lock()
        self.acknowledged, self.open, self.won, self.odd = {}, {}, {}, []

    def is_active(self, partner):
        found = self.get(f"/api/v1/partners?q={urllib.parse.quote(partner)}", self.staff)["data"]
        return any(p["name"] == partner and p["state"] == "active" for p in found)

    def call(self, method, path, token, body=None, key=None):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        status, _, text = self.server.call(method, path, None if body is None else json.dumps(body), headers)
        return status, text

    def get(self, path, token):
        status, text = self.call("GET", path, token)
        if status != 200:
            sys.exit(f"{path}: {status} {text[:500]}")
        return json.loads(text)

    def body(self, what):
        if what.startswith("Account"):
            return "/api/v1/accounts", self.staff, {"name": what}
        domain = what.replace(" ", "-").lower() + ".com"
        close_on = str(datetime.date.today() + datetime.timedelta(days=60))
        body = {
            "customer": {"company": what, "domain": domain, "country": "NO", "contact_name": "Ingrid Aas", "contact_email": f"ingrid@{domain}"},
            "need": "They replace manual planning before spring and asked for an offer.",
            "lines": [{"product_id": self.product, "quantity": 1, "amount_minor": 1_000_000}],
            "currency": "EUR",
            "close_on": close_on,
        }
        # One company stays with one seller, also when it is sent again.
        return "/api/v1/deals", self.sellers[sum(map(ord, what)) % len(self.sellers)], body

    def send(self, what):
        path, token, body = self.body(what)
        return self.call("POST", path, token, body, what)

    def client(self, kind, round_, number, stop):
        n = 0
        while not stop.is_set():
            n += 1
            what = f"{kind} {round_:03}x{number}x{n:05}"
            try:
                with self.lock:
                    self.open[what] = True
                status, text = self.send(what)
                with self.lock:
                    if status != 201:
                        self.odd.append(f"{what}: {status} {text[:900]}")
                        return
                    row = json.loads(text)
                    self.acknowledged[what] = row["id"]
                    del self.open[what]
                if kind == "Deal" and row["state"] == "approved":
                    won_on = {"won_on": str(datetime.datetime.now(datetime.timezone.utc).date())}
                    status, text = self.call("POST", f"/api/v1/deals/{row['id']}/win", self.body(what)[1], won_on, f"{what} won")
                    with self.lock:
                        if status == 200:
                            self.won[what] = row["id"]
                        else:
                            self.odd.append(f"{what}, winning: {status} {text[:900]}")
                            return
            except OSError:
                return

    def found(self, what):
        path, token, _ = self.body(what)
        rows = self.get(f"{path}?limit=200&q={urllib.parse.quote(what)}", token)["data"]
        return [r["id"] for r in rows if what in (r.get("name"), r.get("company"))]

    def check(self):
        wrong = list(self.odd)
        for what, known in self.acknowledged.items():
            if self.found(what) != [known]:
                wrong.append(f"{what} was acknowledged as {known} and is there as {self.found(what)}")
        for what in sorted(self.open):
            before = self.found(what)
            status, text = self.send(what)
            code = json.loads(text).get("code") if status == 409 else None
            after = self.found(what)
            if not (status == 201 or code == "idempotency.effect") or len(after) != 1 or (before and before != after):
                wrong.append(f"{what}: sent again {status} {code}, there before {before}, after {after}")
        for what, id_ in self.won.items():
            state = self.get(f"/api/v1/deals/{id_}", self.body(what)[1])["state"]
            if state != "won":
                wrong.append(f"{what} was acknowledged as won and is {state}")
        for kind, least in (("Account", ROUNDS), ("Deal", ROUNDS)):
            if sum(w.startswith(kind) for w in self.acknowledged) < least:
                wrong.append(f"fewer than {least} of {kind} were acknowledged, so little was shown")
        return wrong


def quiet(server):
    """Waits until listeners and jobs have nothing left to do."""
    busy = ""
    for _ in range(240):
        # A listener's cursor may rest below the head when nothing new concerns it; accruals tell that one has been heard.
        waiting = server.sql("select count(*) from outbox_event where seq is null")[0][0]
        jobs = server.sql("select count(*) from job where state = 'running' or (state = 'ready' and attempts > 0)")[0][0]
        unpaid = server.sql("select count(*) from deal d where d.state = 'won' and d.company like 'Deal %' and not exists (select 1 from accrual a where a.deal_id = d.id)")[0][0]
        mails = server.sql("select count(*) from mail where state = 'queued'")[0][0]
        busy = f"{waiting} facts without a number, {jobs} jobs, {unpaid} won deals without earnings, {mails} mails"
        if (waiting, jobs, unpaid, mails) == ("0",) * 4:
            return []
        time.sleep(0.5)
    return [f"two minutes after the last start there is still work: {busy}"]


# What may never be there, by what it would mean.
NEVER = {
    "the ledger does not sum to zero": "select currency, sum(minor) from ledger_entry group by currency having sum(minor) <> 0",
    "a journal does not balance": "select journal_id, sum(minor) from ledger_entry group by journal_id, currency having sum(minor) <> 0",
    "a deal has earned twice": "select d.company, count(*) from deal d join accrual a on a.deal_id = d.id where d.company like 'Deal %' group by d.company having count(*) > 1",
    "an accrual was posted twice": "select a.id, count(*) from accrual a join ledger_entry e on e.accrual_id = a.id and e.account = 'commission_expense' where a.state = 'accrued' group by a.id having count(*) > 1",
    "two deals hold the same customer": "select company, count(*) from deal where company like 'Deal %' group by company having count(*) > 1",
    "somebody was told twice": "select user_id, topic, href, count(*) from notice where topic in ('deal.won', 'deal.approved', 'deal.submitted') group by user_id, topic, href having count(*) > 1",
    "a mail was written twice": "select email, topic, href, count(*) from mail where topic in ('deal.won', 'deal.approved', 'deal.submitted') group by email, topic, href having count(*) > 1",
    "a fact was set aside": "select consumer, error from outbox_dead",
    "a job failed for good": "select kind, last_error from job where state = 'failed'",
    "a place in the line is taken twice": "select seq, count(*) from outbox_event where seq is not null group by seq having count(*) > 1",
}


def main():
    print(f"seed {SEED}, {ROUNDS} rounds")
    dice = random.Random(SEED)
    server = World(sys.argv[1])
    wrong = []
    try:
        server.start()
        load = Load(server)
        for round_ in range(ROUNDS):
            stop = threading.Event()
            kinds = ["Account", "Account", "Deal", "Deal"]
            clients = [threading.Thread(target=load.client, args=(kind, round_, c, stop)) for c, kind in enumerate(kinds)]
            for client in clients:
                client.start()
            time.sleep(dice.uniform(0.05, 1.5))
            server.kill()
            stop.set()
            for client in clients:
                client.join()
            started = time.monotonic()
            server.start()
            told = f"{len(load.acknowledged)} acknowledged, {len(load.won)} won, {len(load.open)} unanswered"
            print(f"round {round_ + 1}: {told}, up again after {time.monotonic() - started:.1f} s", flush=True)
        wrong += load.check()
        wrong += quiet(server)
        for what, query in NEVER.items():
            wrong += [f"{what}: {row}" for row in server.sql(query)]
        faults = server.faults()
        wrong += [f"fault: {line.strip()[:300]}" for line in faults[:5]]
        server.stop()
        if server.run("audit", "verify") != 0:
            wrong.append("the audit record does not verify")
    finally:
        server.remove()
    for line in wrong[:20]:
        print(line)
    print(f"crash: {'FAILED, ' + str(len(wrong)) + ' thing(s) wrong' if wrong else 'passed'} (seed {SEED})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
