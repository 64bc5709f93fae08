"""Makes a database with some thousand deals into one with very many, by the database alone.

Each deal is copied many times, with its lines, keys, protections and decisions, to copies of the
partners, under new ids and scopes of their own: as if as many partners more had registered the same way.
"""

import sqlite3

# The tables that hold a deal's rows, with the columns that must be another's in each copy.
OWN_TEXT = {"deal_key": ["key"], "deal_protection": ["scope"]}
TABLES = ["deal", "deal_line", "deal_key", "deal_protection", "deal_decision"]


def copies(columns, id_type, uuid, series, deals, partners):
    """The statements that copy: `columns` are the columns of each table, `uuid` the database's new random id, `series` its table of 1 to n."""
    yield f"create temp table new_partner (k integer primary key, old_id {id_type}, new_id {id_type})"
    yield f"""insert into new_partner select row_number() over () - 1, p.id, {uuid}
              from partner p cross join {series(partners)} s"""
    names = [c for c in columns["partner"] if c != "id"]
    yield f"insert into partner (id, {', '.join(names)}) select n.new_id, {', '.join('p.' + c for c in names)} from new_partner n join partner p on p.id = n.old_id"
    names = [c for c in columns["partner_grant"] if c not in ("id", "partner_id")]
    quoted = [f'"{c}"' for c in names]
    yield f"insert into partner_grant (id, partner_id, {', '.join(quoted)}) select {uuid}, n.new_id, {', '.join('g.' + c for c in quoted)} from new_partner n join partner_grant g on g.partner_id = n.old_id where g.user_id is null"
    yield f"create temp table new_deal (old_id {id_type}, new_id {id_type}, partner_id {id_type}, n integer)"
    yield f"""insert into new_deal select d.id, {uuid}, p.new_id, d.n from
              (select id, s.n, (row_number() over ()) * 7919 % (select count(*) from new_partner) as k from deal cross join {series(deals)} s) d
              join new_partner p on p.k = d.k"""
    yield "create index new_deal_of on new_deal (old_id)"
    for table in TABLES:
        of = "id" if table == "deal" else "deal_id"
        into, take = [], []
        for c in columns[table]:
            into.append(f'"{c}"')
            if c == of:
                take.append("m.new_id")
            elif c == "id":
                take.append(uuid)
            elif c == "partner_id":
                take.append("m.partner_id")
            elif c in OWN_TEXT.get(table, []):
                take.append(f"t.{c} || ':' || m.n")
            else:
                take.append(f't."{c}"')
        yield f"insert into {table} ({', '.join(into)}) select {', '.join(take)} from {table} t join new_deal m on m.old_id = t.{of}"


def grow(server, psql, deals, partners):
    """Copies every deal `deals` times and every partner `partners` times; the server must not run."""
    if server.url:
        columns = {}
        for table in ["partner", "partner_grant", *TABLES]:
            found = psql(server.url, "-c", f"select column_name from information_schema.columns where table_name = '{table}' and table_schema = 'public' order by ordinal_position")
            columns[table] = found.split()
        series = lambda n: f"(select generate_series(1, {n}) as n)"
        text = ";\n".join(copies(columns, "uuid", "gen_random_uuid()", series, deals, partners))
        psql(server.url, text=f"begin;\n{text};\ncommit;\nanalyze;\n")
        return
    with sqlite3.connect(f"{server.data}/towpath.db", isolation_level=None) as db:
        columns = {t: [c[1] for c in db.execute(f"pragma table_info({t})")] for t in ["partner", "partner_grant", *TABLES]}
        db.execute("pragma cache_size = -400000")
        db.execute("pragma synchronous = off")
        db.execute("begin")
        series = lambda n: f"(with recursive s(n) as (select 1 union all select n + 1 from s where n < {n}) select n from s)"
        for line in copies(columns, "blob", "randomblob(16)", series, deals, partners):
            db.execute(line)
        db.execute("commit")
        db.execute("analyze")
        db.execute("pragma wal_checkpoint(truncate)")
