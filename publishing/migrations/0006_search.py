import json

import django.db.models.deletion
from django.db import migrations, models

from publishing import search

# Words and shelves share one index, so that a question for both reads no more than what the rarer
# of them has. New rows go into it at once: a list of those still to be sorted in would have to be
# read through by every search.
_POSTGRESQL = """
ALTER TABLE publishing_searchentry
    ADD COLUMN words tsvector NOT NULL,
    ADD COLUMN shelves text[] NOT NULL;
ALTER TABLE publishing_searchentry ALTER COLUMN words SET STORAGE EXTERNAL;
CREATE INDEX search_words ON publishing_searchentry USING gin (words, shelves)
    WITH (fastupdate = off);
ALTER TABLE publishing_searchentry ADD CONSTRAINT search_entry_of_live
    FOREIGN KEY (live_id) REFERENCES publishing_live (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
"""

# The best among the newest stories that match, as publishing.search.ranking says. How far back it
# must look for them is reckoned: from how many stories there are in how long a time, and from how
# many of the first few hundred match. So a common word costs the same in a large archive as in a
# small one, and a rare one what there is of it. `wanted` has whole words; `typed` also what begins
# with the last, and is asked where there are too few of the word itself. `whole` and `begun` are,
# for each term that counts, what to find in an entry's words. It is VOLATILE lest the planner run
# it to learn how much it returns.
_POINTS = " + ".join(
    f"""CASE WHEN strpos(e.headline, whole[{n}]) > 0 OR strpos(e.headline, begun[{n}]) > 0 THEN 10000
        WHEN strpos(e.beside, whole[{n}]) > 0 OR strpos(e.beside, begun[{n}]) > 0 THEN 6000
        WHEN whole[{n}] IS NULL THEN 0 ELSE 2000 END"""
    for n in range(1, 5)
)
_FUNCTION = """
CREATE FUNCTION publishing_search(
    wanted tsquery, typed tsquery, lang text, kept text[], until_at bigint, since bigint,
    changed_after timestamptz, whole text[], begun text[], pinned bigint,
    beyond_score bigint, beyond_id bigint, direction integer, page integer, most integer
) RETURNS TABLE (live_id bigint, score bigint, top bigint, text text)
LANGUAGE plpgsql VOLATILE ROWS 21 AS $$
#variable_conflict use_column
DECLARE
    ids bigint[];
    times bigint[];
    points bigint[];
    newest bigint;
    oldest bigint;
    stories real;
    span bigint;
    size bigint;
    near text[];
    full_window boolean := false;
BEGIN
    SELECT extract(epoch FROM l.published_at) INTO newest FROM publishing_live l
        WHERE l.language = lang ORDER BY l.published_at DESC LIMIT 1;
    SELECT extract(epoch FROM l.published_at) INTO oldest FROM publishing_live l
        WHERE l.language = lang ORDER BY l.published_at LIMIT 1;
    SELECT c.reltuples INTO stories FROM pg_class c WHERE c.oid = 'publishing_live'::regclass;
    until_at := least(until_at, newest);
    IF stories > 2000 THEN
        span := (newest - oldest) * 450 / stories;
        FOR attempt IN 1..2 LOOP
            size := 86400;
            WHILE size * 8 < span AND size < 86400 * 512 LOOP size := size * 8; END LOOP;
            EXIT WHEN until_at - span < oldest OR span / size > 20;
            near := ARRAY(
                SELECT lang || ' ' || (size / 86400) || '/' || shelf
                FROM generate_series((until_at - span) / size, until_at / size) shelf
            );
            SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
            INTO ids, times, points
            FROM (
                SELECT e.live_id, e.published_at, {points} AS points
                FROM publishing_searchentry e
                WHERE e.words @@ wanted AND e.shelves && near AND e.shelves @> kept
                    AND e.published_at <= until_at AND e.published_at > since
                    AND (changed_after IS NULL OR EXISTS (
                        SELECT 1 FROM publishing_live l
                        WHERE l.id = e.live_id AND l.changed_at > changed_after))
                ORDER BY e.published_at DESC, e.live_id DESC LIMIT most
            ) m;
            full_window := cardinality(ids) = most;
            EXIT WHEN full_window OR ids IS NULL;
            span := span * most * 2 / cardinality(ids);
        END LOOP;
    END IF;
    IF full_window IS NOT TRUE THEN
        SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
        INTO ids, times, points
        FROM (
            SELECT e.live_id, e.published_at, {points} AS points
            FROM publishing_searchentry e
            WHERE e.words @@ typed AND e.shelves @> kept
                AND e.published_at <= until_at AND e.published_at > since
                AND (changed_after IS NULL OR EXISTS (
                    SELECT 1 FROM publishing_live l
                    WHERE l.id = e.live_id AND l.changed_at > changed_after))
            ORDER BY e.published_at DESC, e.live_id DESC LIMIT most
        ) m;
    END IF;
    newest := coalesce(pinned, times[1]);
    RETURN QUERY
        SELECT r.live_id, r.score, newest, e.text
        FROM (
            SELECT m.live_id, m.score
            FROM (
                SELECT u.live_id, u.points / cardinality(whole)
                    + 12960000000 / (2592000 + newest - u.published_at) AS score
                FROM unnest(ids, times, points) u(live_id, published_at, points)
            ) m
            WHERE beyond_id IS NULL
                OR (m.score * direction, m.live_id * direction)
                    < (beyond_score * direction, beyond_id * direction)
            ORDER BY m.score * direction DESC, m.live_id * direction DESC LIMIT page
        ) r
        JOIN publishing_searchentry e ON e.live_id = r.live_id;
END $$;
"""

# A later migration that alters publishing_live on SQLite makes the table anew, without its
# triggers, and must make the first of these again.
_SQLITE = """
CREATE VIRTUAL TABLE publishing_searchwords USING fts5(
    stems, forms, tokenize = "unicode61 remove_diacritics 0"
)
"""
_SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS search_follows_live AFTER DELETE ON publishing_live
    BEGIN DELETE FROM publishing_searchentry WHERE live_id = OLD.id; END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS search_words_follow AFTER DELETE ON publishing_searchentry
    BEGIN DELETE FROM publishing_searchwords WHERE rowid = OLD.live_id; END
    """,
)


def build(apps, schema_editor):
    database = schema_editor.connection
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(_POSTGRESQL)
            cursor.execute(_FUNCTION.replace("{points}", _POINTS))
        else:
            cursor.execute(_SQLITE)
            for trigger in _SQLITE_TRIGGERS:
                cursor.execute(trigger)


def take_apart(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION publishing_search")
        else:
            cursor.execute("DROP TRIGGER search_follows_live")
            cursor.execute("DROP TRIGGER search_words_follow")
            cursor.execute("DROP TABLE publishing_searchwords")


def fill(apps, schema_editor):
    Live = apps.get_model("publishing", "Live")
    rows = Live.objects.values_list("pk", "published_at", "publication__content")
    for pk, published_at, content in rows.iterator(chunk_size=200):
        search.index(pk, published_at, json.loads(content))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_republication")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "live",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="publishing.live",
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("published_at", models.BigIntegerField()),
                ("headline", models.TextField()),
                ("beside", models.TextField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(build, take_apart),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
