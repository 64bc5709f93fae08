"""What an Odoo 19 reaches on this machine, on the same PostgreSQL: the peer of P1 and P2.

It runs as it is deployed for many users: two worker processes, one for each core. Opportunities are made
over JSON-RPC and over JSON-2, and the faster way counts. The page is that of its own partner portal.
"""

import http.client
import json
import os
import pathlib
import re
import socket
import statistics
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "odoo"))
from peer import Odoo  # noqa: E402

CLIENTS, ROWS, WORKERS = 8, 80, 2
CALLS = int(os.environ.get("PEER_CALLS", "400"))

# The company keeps euros; somebody sells, with a key; somebody is a partner's, with opportunities assigned to the partner.
SELLER = """
from datetime import datetime, timedelta
groups = [env.ref(x).id for x in ("base.group_user", "sales_team.group_sale_salesman_all_leads", "base.group_partner_manager")]
user = env["res.users"].create({"name": "Towpath", "login": "towpath", "group_ids": [(6, 0, groups)]})
key = env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "bench", datetime.now() + timedelta(days=30))
print(json.dumps({"id": user.id, "key": key}))
"""
PARTNER = """
firm = env["res.partner"].create({"name": "Wharf Analytics", "is_company": True})
env["res.users"].with_context(no_reset_password=True).create({
    "name": "Ingrid Aas", "login": "ingrid", "password": "ingrid-portal-1", "group_ids": [(6, 0, [env.ref("base.group_portal").id])],
}).partner_id.parent_id = firm
customers = [env["res.partner"].create({"name": f"Customer {n} AS", "is_company": True, "email": f"office@customer{n}.example"}) for n in range(%d)]
for n, customer in enumerate(customers):
    env["crm.lead"].create({
        "name": f"Planning for {customer.name}", "type": "opportunity", "partner_id": customer.id, "contact_name": "Ola Berg",
        "expected_revenue": 10000 + n, "partner_assigned_id": firm.id,
    })
print(json.dumps(len(customers)))
"""


def request(port, method, path, body=b"", headers=()):
    """An HTTP request, ready to be sent."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def ask(port, sent):
    """The status and the body of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as s:
        s.sendall(sent)
        told = b""
        while part := s.recv(1 << 18):
            told += part
    head, _, body = told.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


def ticks(group):
    """CPU seconds of all processes of a group."""
    total = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def burst(odoo, calls, make, good):
    """So many calls by all clients at once."""
    times, odd, lock = [], [], threading.Lock()
    todo = iter([make(n) for n in range(calls)])

    def client():
        while True:
            with lock:
                sent = next(todo, None)
            if sent is None or odd:
                return
            begun = time.monotonic()
            status, body = ask(odoo.port, sent)
            times.append(time.monotonic() - begun)
            if status != 200 or not good(body):
                odd.append(f"{status} {body[:600]!r}")

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    before, begun = ticks(odoo.server.pid), time.monotonic()
    for c in clients:
        c.start()
    for c in clients:
        c.join()
    whole = time.monotonic() - begun
    if odd:
        sys.exit(f"Odoo did not do what it was asked: {odd[0]}\n{odoo.tail()}")
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000  # noqa: E731
    return {"per_second": calls / whole, "p50_ms": at(0.5), "p99_ms": at(0.99), "cpu_ms": (ticks(odoo.server.pid) - before) * 1000 / calls}


def rounds(odoo, make, good, count, calls=CALLS):
    """The medians of some rounds, after one to warm up."""
    burst(odoo, max(CLIENTS * 4, calls // 10), make, good)
    found = [burst(odoo, calls, make, good) for _ in range(count)]
    return {k: statistics.median(f[k] for f in found) for k in found[0]}


def creates(odoo, count):
    """Plain creates of an opportunity, over both ways."""
    seller = odoo.shell(SELLER)
    odoo.start()

    def lead(n):
        return {"name": f"Planning {n}", "type": "opportunity", "contact_name": "Ola Berg", "email_from": f"ola{n}@customer.example", "expected_revenue": 10_000}

    def by_rpc(n):
        args = [odoo.database, seller["id"], seller["key"], "crm.lead", "create", [lead(n)]]
        body = {"jsonrpc": "2.0", "method": "call", "id": n, "params": {"service": "object", "method": "execute_kw", "args": args}}
        return request(odoo.port, "POST", "/jsonrpc", json.dumps(body).encode(), ["Content-Type: application/json"])

    def by_json_2(n):
        body = json.dumps({"vals_list": [lead(n)]}).encode()
        return request(odoo.port, "POST", "/json/2/crm.lead/create", body, ["Content-Type: application/json", f"Authorization: Bearer {seller['key']}"])

    found = {
        "JSON-RPC": rounds(odoo, by_rpc, lambda b: isinstance(json.loads(b).get("result"), int), count),
        "JSON-2": rounds(odoo, by_json_2, lambda b: len(json.loads(b)) == 1, count),
    }
    odoo.stop()
    return found


def sign_in(odoo):
    """The cookie of a signed-in partner."""

    def get(method, path, body=None, cookie=""):
        connection = http.client.HTTPConnection("127.0.0.1", odoo.port, timeout=120)
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
        answer = connection.getresponse()
        set_ = [c.split(";")[0] for c in answer.headers.get_all("Set-Cookie") or [] if c.startswith("session_id=")]
        return answer.status, (set_ or [cookie])[-1], answer.read().decode()

    _, cookie, page = get("GET", "/web/login")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    form = urllib.parse.urlencode({"login": "ingrid", "password": "ingrid-portal-1", "csrf_token": token})
    status, cookie, page = get("POST", "/web/login", form, cookie)
    if status not in (302, 303):
        sys.exit(f"the partner could not sign in to Odoo: {status} {page[:500]}")
    return cookie


def page(odoo, count):
    """The portal's page of opportunities."""
    odoo.install("website_crm_partner_assign")
    odoo.shell(PARTNER % ROWS)
    odoo.start()
    sent = request(odoo.port, "GET", "/my/opportunities", headers=[f"Cookie: {sign_in(odoo)}"])
    rows = ask(odoo.port, sent)[1].count(b'href="/my/opportunity/')
    if rows < ROWS:
        sys.exit(f"the page of Odoo shows {rows} of {ROWS} opportunities")
    return rounds(odoo, lambda _: sent, lambda body: len(body) > 10_000, count, CALLS // 2)


def measure_peer(postgres, count):
    """What Odoo reaches, as medians of so many rounds."""
    print("Odoo 19: making a database", flush=True)
    odoo = Odoo(os.environ["TOWPATH_ODOO"], postgres, "towpath_bench_odoo", "crm", workers=WORKERS)
    try:
        print("  creating opportunities", flush=True)
        ways = creates(odoo, count)
        way = max(ways, key=lambda w: ways[w]["per_second"])
        print("  the portal's page", flush=True)
        return {"version": (odoo.home / ".version").read_text(), "create": ways[way], "way": way, "ways": ways, "page": page(odoo, count), "calls": CALLS}
    finally:
        odoo.remove()


def lines(found, stands):
    """The section of the report."""
    peer = found["peer"]
    other = next(w for w in peer["ways"] if w != peer["way"])
    out = [
        "## Odoo 19 as peer",
        "",
        f"Odoo {peer['version']}, with {WORKERS} workers, on the same machine and the same PostgreSQL with the same `synchronous_commit`; asked by {CLIENTS} clients, {peer['calls']:,} calls a round, half as many of the page. P1 is a plain",
        f"create of a `crm.lead` over {peer['way']}, the faster way ({other}: {peer['ways'][other]['per_second']:,.1f} a second), with the module `crm` alone; P2 is `/my/opportunities` with {ROWS} rows,",
        "signed in, with the module `website_crm_partner_assign`. Ours, measured in the same run, does all that a registration does.",
        "",
        "| What | Odoo calls/s | p50 ms | p99 ms | CPU ms | Towpath on | Calls/s | Ratio | Bar | Stands |",
        "|---|---:|---:|---:|---:|---|---:|---:|---|---|",
    ]
    for what, key, ours, bars in [
        ("P1 Make an opportunity; register a deal", "create", "P1", {"sqlite": 50, "postgres": 20}),
        (f"P2 Page of {ROWS} opportunities; of {ROWS} deals", "page", "deals", {"sqlite": 200, "postgres": 200}),
    ]:
        p = peer[key]
        for database, bar in bars.items():
            if database in found["ours"]:
                o = found["ours"][database]
                ratio = o[ours]["per_second"] / p["per_second"]
                name = "SQLite" if database == "sqlite" else "PostgreSQL"
                out.append(
                    f"| {what} | {p['per_second']:,.1f} | {p['p50_ms']:,.0f} | {p['p99_ms']:,.0f} | {p['cpu_ms']:,.1f} "
                    f"| {name}, {o['size']:,} accounts | {o[ours]['per_second']:,.0f} | {ratio:,.1f} | ≥ {bar} | {stands(ratio, bar, True)} |"
                )
    return [*out, ""]
