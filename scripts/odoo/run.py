"""Tries the connection to Odoo against a real Odoo 19: run.py TOWPATH

Over each protocol: what a test of the connection names, a dry run, what goes there, what comes from there,
whose word counts, replay; then a load of deals while Towpath and Odoo are killed. Odoo's own tables tell
what is there. Set PROTOCOLS and ONLY (names of steps) to try less, ROUNDS and SEED for the kills.
"""

import datetime
import json
import os
import pathlib
import random
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from outside import Demo  # noqa: E402
from peer import Odoo  # noqa: E402

PROTOCOLS = os.environ.get("PROTOCOLS", "json_rpc xml_rpc json_2").split()
TITLES = {"json_rpc": "JSON-RPC", "xml_rpc": "XML-RPC", "json_2": "JSON-2"}
ONLY = os.environ.get("ONLY", "").split()
# Without these the others have nothing to stand on.
NEEDED = ["tests", "first"]
ROUNDS = int(os.environ.get("ROUNDS", "8"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)
# How long to wait for what should come, and for what the job that looks for changes each minute brings.
SOON, PULLED = 180, 240

# An Odoo as a vendor has it: euros, a user for Towpath with a key, and one who may do nothing.
SETUP = """
from datetime import datetime, timedelta
env.ref("base.EUR").active = True
env.company.currency_id = env.ref("base.EUR")
def user(login, *groups):
    made = env["res.users"].create({"name": login.title(), "login": login, "group_ids": [(6, 0, [env.ref(g).id for g in groups])]})
    return env["res.users.apikeys"].with_user(made).sudo()._generate("rpc", "towpath", datetime.now() + timedelta(days=30))
sales = "sales_team.group_sale_salesman_all_leads"
print(json.dumps({"towpath": user("towpath", "base.group_user", sales, "base.group_partner_manager"), "narrow": user("narrow", "base.group_user")}))
"""

# The rules as a person clicks them together: when a lead is saved or removed, a webhook is sent.
RULES = """
model = env["ir.model"]._get("crm.lead")
fields = env["ir.model.fields"].search([("model", "=", "crm.lead"), ("name", "in", ["id", "write_date"])])
made = []
for trigger in ("on_create_or_write", "on_unlink"):
    rule = env["base.automation"].create({"name": f"Tell Towpath {trigger}", "model_id": model.id, "trigger": trigger})
    env["ir.actions.server"].create({
        "name": "Send Webhook Notification", "model_id": model.id, "state": "webhook", "webhook_url": %r,
        "webhook_field_ids": [(6, 0, fields.ids)], "base_automation_id": rule.id, "usage": "base_automation",
    })
    made.append(rule.id)
print(json.dumps(made))
"""


class Towpath(Demo):
    """A demo with its owner, who makes connections, and the sellers, who register deals."""

    def __init__(self, binary):
        super().__init__(binary, TOWPATH_WEBHOOK_ALLOWED_HOSTS="127.0.0.1")
        self.environment["TOWPATH_BASE_URL"] = f"http://127.0.0.1:{self.port}"

    def api(self, method, path, body=None, token=None, **headers):
        """The status and the JSON of an answer."""
        headers = {"Authorization": f"Bearer {token or self.persona('owner')['token']}", "Content-Type": "application/json", **headers}
        status, _, text = self.call(method, f"/api/v1{path}", None if body is None else json.dumps(body), headers)
        return status, json.loads(text) if text else None

    def must(self, method, path, body=None, token=None, **headers):
        status, told = self.api(method, path, body, token, **headers)
        if status >= 300:
            raise Wrong(f"{method} {path}: {status} {json.dumps(told)[:600]}")
        return told

    def pages(self, path, token=None):
        rows, after = [], ""
        while True:
            page = self.must("GET", f"{path}{'&' if '?' in path else '?'}limit=100{after}", token=token)
            rows += page["data"]
            if not page["next"]:
                return rows
            after = f"&after={page['next']}"


class Wrong(Exception):
    """Something is not as it has to be."""


def until(what, seconds, ready):
    """Waits for what has to come; `ready` gives what is still missing, or nothing."""
    end, missing = time.monotonic() + seconds, None
    while time.monotonic() < end:
        missing = ready()
        if not missing:
            return
        time.sleep(0.5)
    raise Wrong(f"{what}: after {seconds} s there is still {str(missing)[:900]}")


def but(found, wanted):
    """What is found as long as it is not what is wanted."""
    return None if found == wanted else [found]


def same(what, found, wanted):
    if found != wanted:
        raise Wrong(f"{what}: {str(found)[:600]} instead of {str(wanted)[:600]}")


class Trial:
    """One protocol: a Towpath and an Odoo of their own."""

    def __init__(self, binary, odoo, keys, protocol):
        self.odoo, self.keys, self.protocol = odoo, keys, protocol
        odoo.use(f"towpath_odoo_{protocol}")
        odoo.start()
        self.towpath = Towpath(binary)
        self.towpath.start()
        self.sellers = [p["token"] for p in self.towpath.world["personas"] if p["role"] == "sales"][:2]
        products = self.towpath.must("GET", "/products", token=self.sellers[0])
        self.product = (products["data"] if isinstance(products, dict) else products)[0]["id"]
        self.number, self.lock = 0, threading.Lock()

    # What people do here.

    def body(self, company):
        domain = company.replace(" ", "-").lower() + ".com"
        close_on = str(datetime.date.today() + datetime.timedelta(days=60))
        return {
            "customer": {"company": company, "domain": domain, "country": "NO", "city": "Bergen", "contact_name": "Ingrid Aas", "contact_email": f"ingrid@{domain}"},
            "need": "They replace manual planning before spring and asked for an offer.",
            "lines": [{"product_id": self.product, "quantity": 1, "amount_minor": 1_234_567}],
            "currency": "EUR",
            "close_on": close_on,
        }  # fmt: skip

    def name(self):
        # Names that have nothing in common, so that none is taken for another's.
        with self.lock:
            self.number += 1
            dice = random.Random(f"{self.protocol} {self.number}")
        return " ".join("".join(dice.choice("bdfgklmnprstv") + dice.choice("aeiou") for _ in range(4)).title() for _ in range(2)) + " Lines"

    def deal(self):
        """An approved deal."""
        row = self.towpath.must("POST", "/deals", self.body(self.name()), self.sellers[0])
        same("a registered deal", row["state"], "approved")
        return row["id"]

    def read(self, deal):
        return self.towpath.must("GET", f"/deals/{deal}", token=self.sellers[0])

    def change(self, deal, **fields):
        return self.towpath.must("PATCH", f"/deals/{deal}", fields, self.sellers[0])

    def move(self, deal, what, body, method="POST"):
        return self.towpath.must(method, f"/deals/{deal}/{what}", body, self.sellers[0])

    # What stands there.

    def leads(self, deal=None):
        """Opportunities of Odoo as its tables have them, by the deal's id."""
        where = f"= '{deal}'" if deal else "like 'deal\\_%'"
        rows = self.odoo.sql(f"""select l.referred, l.id, l.name, l.expected_revenue::text, coalesce(l.date_deadline::text, ''), s.name->>'en_US', l.active, l.won_status,
            coalesce(l.contact_name, ''), coalesce(l.email_from, ''), coalesce(p.name, ''), replace(l.description, chr(10), ' ') from crm_lead l join crm_stage s on s.id = l.stage_id
            left join res_partner p on p.id = l.partner_id where l.referred {where} order by l.id""")
        names = ["deal", "id", "name", "value", "day", "stage", "active", "status", "contact", "email", "customer", "says"]
        return [dict(zip(names, row)) for row in rows]

    def lead(self, deal):
        found = self.leads(deal)
        same(f"opportunities of {deal}", len(found), 1)
        return found[0]

    def there(self, deal, method, *args):
        """Somebody in Odoo does something with the opportunity of a deal."""
        self.as_admin("crm.lead", method, [int(self.lead(deal)["id"])], *args)

    def as_admin(self, model, method, *args):
        args = [self.odoo.database, 2, "admin", model, method, list(args)]
        body = {"jsonrpc": "2.0", "method": "call", "id": 1, "params": {"service": "object", "method": "execute_kw", "args": args}}
        status, told = self.odoo.call("/jsonrpc", body)
        if status != 200 or "error" in told:
            raise Wrong(f"Odoo's {method}: {json.dumps(told)[:600]}")
        return told.get("result")

    # The connection.

    def connection(self, key, **more):
        body = {
            "name": f"Odoo {self.protocol}", "system": "odoo", "url": f"http://127.0.0.1:{self.odoo.port}", "protocol": self.protocol,
            "database": self.odoo.database, "login": "towpath", "token": key, "currency": "EUR", **more,
        }  # fmt: skip
        return body, self.towpath.must("POST", "/connections", body)["id"]

    def records(self, state=""):
        return self.towpath.pages(f"/connections/{self.id}/records?state={state}")

    def record(self, deal):
        return next((r for r in self.records() if r["deal"] == deal), None)

    def unfinished(self):
        """Records that are not done, and approved deals that have none yet."""
        records = self.records()
        return [r for r in records if r["state"] not in ("synced", "gone")][:3] or list(self.approved() - {r["deal"] for r in records})[:3]

    def settle(self, what, *deals):
        """Waits until these deals, or all, are equal on both sides."""
        if not deals:
            return until(what, SOON, self.unfinished)

        def missing():
            done = {r["deal"] for r in self.records("synced")}
            return [(self.record(d) or d) for d in deals if d not in done][:2]

        until(what, SOON, missing)

    def approved(self):
        return {d["id"] for d in self.towpath.pages("/deals?state=approved")}

    def equal(self):
        """One opportunity for each record, none without one; and value, day and stage as here."""
        there = [row["deal"] for row in self.leads()]
        same("opportunities, each once", sorted(there), sorted(set(there)))
        same("deals there and records", set(there) ^ {r["deal"] for r in self.records() if r["state"] != "gone"}, set())
        missing = self.approved() - set(there)
        same("approved deals that are not there", missing, set())
        externals = self.odoo.sql("select name from ir_model_data where module = 'towpath' and model = 'crm.lead'")
        same("external ids", sorted(n for n, *_ in externals), sorted(there))

    # The steps, in their order.

    def tests(self):
        _, narrow = self.connection(self.keys["narrow"], login="narrow")
        told = self.towpath.must("POST", f"/connections/{narrow}/tests")
        lacking = {n["what"] for n in told["needs"] if not n["there"]}
        same("rights that a test finds missing", {"crm.lead: read", "crm.lead: create", "crm.lead: write", "res.partner: create"} - lacking, set())
        same("a connection without rights", told["good"], False)
        _, wrong = self.connection("no key at all")
        told = self.towpath.must("POST", f"/connections/{wrong}/tests")
        same("a wrong key", (told["good"], "not allowed" in told.get("error", "")), (False, True))
        for id_ in (narrow, wrong):
            self.towpath.must("DELETE", f"/connections/{id_}")
        self.settings, self.id = self.connection(self.keys["towpath"])
        told = self.towpath.must("POST", f"/connections/{self.id}/tests")
        same("a good connection", (told["good"], told["system"]), (True, f"Odoo 19.0 ({TITLES[self.protocol]})"))

    def dry_run(self):
        deal = self.deal()
        until("a record that waits", SOON, lambda: not self.record(deal))
        told = self.towpath.must("POST", f"/connections/{self.id}/records/{self.record(deal)['id']}/rehearsal")
        same("a dry run", (told["would"], told.get("error")), ("make", None))
        same("opportunities after a dry run", self.leads(), [])

    def first(self):
        more = {self.deal() for _ in range(8)}
        self.towpath.must("DELETE", f"/connections/{self.id}/pause")
        until("every approved deal", SOON, lambda: (self.approved() | more) - {r["deal"] for r in self.records("synced")})
        self.settle("all records")
        self.equal()
        for deal in more:
            d, row = self.read(deal), self.lead(deal)
            same("an opportunity's fields", [row[k] for k in ("value", "day", "stage", "active", "status", "contact", "customer")],
                 ["12345.67", d["close_on"], "Qualified", "t", "pending", "Ingrid Aas", d["customer"]["company"]])  # fmt: skip
            same("the contact's address in the description", d["customer"]["contact_email"] in row["says"], True)
        # Odoo would write the address of a deal's contact to the customer, and to all its opportunities.
        touched = self.odoo.sql("select p.name, p.email from res_partner p join ir_model_data d on d.model = 'res.partner' and d.res_id = p.id and d.module = 'towpath' where p.email is not null")
        same("customers whose address was changed", touched, [])

    def goes_there(self):
        a, b, c = self.deal(), self.deal(), self.deal()
        self.settle("three more", a, b, c)
        day = str(datetime.date.today() + datetime.timedelta(days=90))
        lines = [{"product_id": self.product, "quantity": 1, "amount_minor": 7_654_321}]
        self.change(a, lines=lines, close_on=day)
        self.move(a, "stage", {"stage": "proposal"}, "PUT")
        self.move(b, "win", {"won_on": str(datetime.datetime.now(datetime.timezone.utc).date())})
        self.move(c, "loss", {"reason": "price"})

        def missing():
            one, won, lost = self.lead(a), self.lead(b), self.lead(c)
            found = (one["value"], one["day"], one["stage"], won["status"], won["stage"], lost["status"], lost["active"])
            return but(found, ("76543.21", day, "Proposition", "won", "Won", "lost", "f"))

        until("what changed here", SOON, missing)
        self.settle("what changed here", a, b, c)
        # Reopened here, it is open there, with a chance again.
        self.towpath.must("POST", f"/deals/{c}/reopening", {"reason": "The customer called again."})
        until("a deal reopened", SOON, lambda: but((self.lead(c)["status"], self.lead(c)["active"]), ("pending", "t")))
        hopeless = self.odoo.sql(f"select 1 from crm_lead where referred = '{c}' and probability = 0 and automated_probability <> 0")
        same("a reopened opportunity without a chance", hopeless, [])
        # While a deal is protected, its opportunity says until when; afterwards it does not.
        d = self.deal()
        self.settle("one more", d)
        says = f"select description like '%Protected until%' from crm_lead where referred = '{d}'"
        same("the description of a protected deal", self.odoo.sql(says), [["t"]])
        self.towpath.must("POST", f"/deals/{d}/release", {"reason": "The customer was never called."})
        until("what a protection's end clears", SOON, lambda: but(self.odoo.sql(says), [["f"]]))
        # Won and then lost before the next look.
        self.towpath.must("POST", f"/connections/{self.id}/pause")
        self.towpath.must("POST", f"/deals/{b}/reopening", {"reason": "The order was taken back."})
        self.move(b, "loss", {"reason": "price"})
        self.towpath.must("DELETE", f"/connections/{self.id}/pause")
        until("a won deal that is lost", SOON, lambda: None if self.lead(b)["status"] == "lost" else [self.lead(b), self.record(b)])
        self.settle("what was reopened", b, c)

    def comes_here(self):
        day, stage, value, won, lost, archived, removed = (self.deal() for _ in range(7))
        self.settle("seven more", day, stage, value, won, lost, archived, removed)
        # Else both sides changed at about the same time, as clocks go.
        time.sleep(3)
        later = str(datetime.date.today() + datetime.timedelta(days=120))
        proposition = self.odoo.sql("select id from crm_stage where name->>'en_US' = 'Proposition'")[0][0]
        self.there(day, "write", {"date_deadline": later})
        self.there(stage, "write", {"stage_id": int(proposition)})
        self.there(value, "write", {"expected_revenue": 5.5})
        self.there(won, "action_set_won_rainbowman")
        self.there(lost, "action_set_lost")
        # Archived without a chance is Odoo's own definition of lost.
        self.there(archived, "write", {"probability": 30})
        self.there(archived, "action_archive")
        self.there(removed, "unlink")

        def missing():
            found = (self.read(day)["close_on"], self.read(stage)["stage"], self.lead(value)["value"], self.read(won)["state"], self.read(lost)["state"])
            return but(found, (later, "proposal", "12345.67", "won", "lost"))

        until("what changed there", PULLED, missing)
        same("what was only archived there", self.read(archived)["state"], "approved")
        # What was removed is noticed at the next change, and is not made again unless a person says so.
        self.change(removed, close_on=later)
        until("what was removed there", SOON, lambda: but(self.record(removed)["state"], "gone"))
        self.make_again(removed)
        self.equal()

    def make_again(self, removed):
        """A person says that what was removed there shall be there."""
        same("what was removed there", self.leads(removed), [])
        conflict = next(c for c in self.towpath.pages(f"/connections/{self.id}/conflicts") if c["deal"] == removed)
        self.choose(conflict, "ours")
        self.settle("what was made again", removed)

    def choose(self, conflict, side):
        body = {"side": side, "reason": "Agreed on the phone."}
        self.towpath.must("PUT", f"/connections/{self.id}/conflicts/{conflict['id']}/choice", body)

    def set(self, **owners):
        """Says whose word counts."""
        version = self.towpath.must("GET", f"/connections/{self.id}")["version"]
        body = {**self.settings, "owners": {"value": "ours", "close_on": "latest", "stage": "latest", **owners}}
        self.towpath.must("PUT", f"/connections/{self.id}", body, **{"If-Match": f'"{version}"'})

    def whose_word(self):
        """Theirs, a person's, and what nobody may follow."""
        value, ours, theirs = self.deal(), self.deal(), self.deal()
        self.settle("three more", value, ours, theirs)
        self.set(value="theirs", close_on="ask")
        self.there(value, "write", {"expected_revenue": 4321.0})
        mine, other = (str(datetime.date.today() + datetime.timedelta(days=n)) for n in (100, 110))
        for deal in (ours, theirs):
            self.there(deal, "write", {"date_deadline": other})
            self.change(deal, close_on=mine)
        until("their value", PULLED, lambda: but(self.read(value)["value_minor"], 432_100))
        until("two conflicts", PULLED, lambda: but(len(self.conflicts(ours, theirs)), 2))
        for conflict in self.conflicts(ours, theirs):
            same("a conflict", (conflict["field"], conflict["ours"], conflict["theirs"]), ("close_on", mine, other))
            self.choose(conflict, "ours" if conflict["deal"] == ours else "theirs")
        until("what was chosen", SOON, lambda: but((self.lead(ours)["day"], self.read(theirs)["close_on"]), (mine, other)))
        self.set()
        self.settle("what was chosen", value, ours, theirs)

    def conflicts(self, *deals):
        return [c for c in self.towpath.pages(f"/connections/{self.id}/conflicts") if c["deal"] in deals]

    def replay(self):
        """What Odoo refuses waits; replayed, it goes. Everything replayed changes nothing."""
        stage = int(self.odoo.sql("select id from crm_stage where name->>'en_US' = 'Qualified'")[0][0])
        self.as_admin("crm.stage", "write", [stage], {"name": "Somehow else"})
        deal = self.deal()
        until("a refusal", SOON, lambda: but((self.record(deal) or {}).get("state"), "refused"))
        same("the words of the refusal", "there is no stage Qualified" in self.record(deal)["error"], True)
        self.as_admin("crm.stage", "write", [stage], {"name": "Qualified"})
        before = None
        for _ in range(2):
            for r in self.records():
                self.towpath.must("POST", f"/connections/{self.id}/records/{r['id']}/replay")
            self.settle("what was replayed")
            self.equal()
            now = self.leads()
            if before is not None:
                same("opportunities after everything was replayed", [r for r in now if r not in before], [r for r in before if r not in now])
            before = now
        self.towpath.must("POST", f"/connections/{self.id}/pause")
        self.towpath.must("DELETE", f"/connections/{self.id}/pause")
        self.settle("after a pause")
        self.equal()

    def hook(self):
        """A rule of Odoo says that something changed, and it is looked at at once."""
        opened = self.towpath.must("PUT", f"/connections/{self.id}/hook", {})
        # They are made while the server is stopped, which then sees them.
        self.odoo.stop()
        rules = self.odoo.shell(RULES % opened["url"])
        self.odoo.start()
        deal = self.deal()
        self.settle("one more", deal)
        heard = self.towpath.must("GET", f"/connections/{self.id}/hook")["heard"]
        same("messages about a new opportunity", heard > 0, True)
        time.sleep(3)
        later = str(datetime.date.today() + datetime.timedelta(days=130))
        self.there(deal, "write", {"date_deadline": later})
        begun = time.monotonic()
        until("what a message told", 40, lambda: but(self.read(deal)["close_on"], later))
        print(f"  a message from Odoo: followed after {time.monotonic() - begun:.0f} s", flush=True)
        self.there(deal, "unlink")
        until("what a message told of a removal", 40, lambda: but(self.record(deal)["state"], "gone"))
        # The steps that follow compare all deals.
        self.make_again(deal)
        self.as_admin("base.automation", "unlink", rules)
        self.towpath.must("DELETE", f"/connections/{self.id}/hook")

    def hundred(self):
        """The same deal a hundred times at once."""
        company = self.name()
        answers = []

        def submit():
            answers.append(self.towpath.api("POST", "/deals", self.body(company), self.sellers[0]))

        threads = [threading.Thread(target=submit) for _ in range(100)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        protected = [told["id"] for status, told in answers if status == 201 and told["state"] == "approved"]
        same("protections of one deal sent a hundred times", len(protected), 1)
        same("answers that are faults", [a for a in answers if a[0] >= 500], [])
        self.settle("a deal sent a hundred times", *protected)
        named = self.odoo.sql(f"select count(*) from crm_lead where name like '{company}%'")
        same("its opportunities", named, [["1"]])

    # Kills.

    def load(self, stop, sent):
        while not stop.is_set():
            body, key = self.body(self.name()), f"{self.protocol} {random.random()}"
            for again in range(30):
                try:
                    status, told = self.towpath.api("POST", "/deals", body, self.sellers[0], **{"Idempotency-Key": key})
                except OSError:
                    # It was killed: the same again, with the same key.
                    time.sleep(0.3)
                    continue
                if status == 409 and told["code"] == "idempotency.running":
                    time.sleep(0.3)
                    continue
                sent.append((status, told.get("state"), told.get("code")))
                break
            time.sleep(0.3)

    def kills(self):
        """Towpath is killed again and again, then Odoo, while deals are approved."""
        dice = random.Random(f"{SEED} {self.protocol}")
        sent, stop = [], threading.Event()
        clients = [threading.Thread(target=self.load, args=(stop, sent)) for _ in range(3)]
        for c in clients:
            c.start()
        for _ in range(ROUNDS):
            time.sleep(dice.uniform(0.3, 4))
            self.towpath.kill()
            self.towpath.start()
        for stopping in (self.odoo.kill, self.odoo.stop):
            time.sleep(dice.uniform(1, 4))
            stopping()
            time.sleep(dice.uniform(1, 6))
            self.odoo.start()
        time.sleep(2)
        stop.set()
        for c in clients:
            c.join()
        odd = [s for s in sent if s[0] != 201 and s[2] != "idempotency.effect"]
        same("answers under load", odd[:3], [])
        begun = time.monotonic()
        until("everything after the kills", 900, self.unfinished)
        self.equal()
        print(f"  {len(sent)} deals while Towpath was killed {ROUNDS} times and Odoo twice: {len(self.leads())} opportunities, settled after {time.monotonic() - begun:.0f} s", flush=True)

    def run(self, proven):
        for name, what in STEPS:
            if ONLY and name not in ONLY + NEEDED:
                continue
            begun = time.monotonic()
            try:
                getattr(self, name)()
                outcome = None
            except Wrong as e:
                outcome = str(e)
            proven.append((self.protocol, what, outcome))
            print(f"{TITLES[self.protocol]}: {what}: {'ok' if outcome is None else 'WRONG: ' + outcome} ({time.monotonic() - begun:.0f} s)", flush=True)
            if outcome and name in NEEDED:
                break
        faults = self.towpath.faults()
        proven.append((self.protocol, "no fault in Towpath's log", faults[0].strip()[:400] if faults else None))


STEPS = [
    ("tests", "a test names missing rights, a wrong key, a good connection"),
    ("dry_run", "a dry run writes nothing"),
    ("first", "each approved deal makes one opportunity, with all its fields"),
    ("goes_there", "value, day, stage, won, lost, reopened, released go there"),
    ("comes_here", "day, stage, won, lost, archived, deleted come from there"),
    ("whose_word", "ours, theirs, a person's word; conflicts are settled"),
    ("replay", "refused waits; replayed, and everything repeated, makes no second"),
    ("hook", "an automation rule's webhook: changed or deleted, it is looked at"),
    ("hundred", "one deal sent a hundred times at once makes one"),
    ("kills", "kill -9 of Towpath and of Odoo under load: one for each deal"),
]


def main():
    print(f"seed {SEED}, {ROUNDS} rounds of kills")
    proven = []
    print("Odoo 19: making a database", flush=True)
    odoo = Odoo(os.environ["TOWPATH_ODOO"], os.environ["TOWPATH_TEST_POSTGRES"], "towpath_odoo", "crm,contacts,base_automation", workers=2)
    try:
        keys = odoo.shell(SETUP)
        for protocol in PROTOCOLS:
            trial = Trial(sys.argv[1], odoo, keys, protocol)
            try:
                trial.run(proven)
            finally:
                trial.towpath.remove()
                odoo.stop()
        version = (odoo.home / ".version").read_text()
    finally:
        odoo.remove()
    print(f"\nTried against Odoo {version}\n")
    width = max(len(what) for _, what in STEPS)
    print(f"{'':{width}}  " + "  ".join(f"{TITLES[p]:8}" for p in PROTOCOLS))
    for what in dict.fromkeys(what for _, what, _ in proven):
        marks = {p: "ok" if outcome is None else "WRONG" for p, w, outcome in proven if w == what}
        print(f"{what:{width}}  " + "  ".join(f"{marks.get(p, '-'):8}" for p in PROTOCOLS))
    wrong = [(p, what, outcome) for p, what, outcome in proven if outcome is not None]
    for p, what, outcome in wrong:
        print(f"\n{TITLES[p]}: {what}:\n  {outcome}")
    print(f"\nodoo: {'FAILED, ' + str(len(wrong)) + ' thing(s) wrong' if wrong else 'passed'} (seed {SEED})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
