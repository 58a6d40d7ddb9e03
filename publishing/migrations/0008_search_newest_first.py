from django.db import migrations

_POINTS = " + ".join(
    f"""CASE WHEN whole[{n}] IS NULL THEN 0
        WHEN strpos(e.headline, whole[{n}]) > 0 OR strpos(e.headline, begun[{n}]) > 0 THEN 10000
        WHEN strpos(e.beside, whole[{n}]) > 0 OR strpos(e.beside, begun[{n}]) > 0 THEN 6000
        ELSE 2000 END"""
    for n in range(1, 5)
)
# What is near is of the language asked for, so that only a filter is one condition more.
_NEAR = """SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
            INTO ids, times, points
            FROM (
                SELECT e.live_id, e.published_at, {points} AS points
                FROM publishing_searchentry e
                WHERE e.words @@ wanted AND e.shelves && near{kept}
                    AND e.published_at >= oldest AND e.published_at > since
                    AND e.published_at <= newest
                    AND (changed_after IS NULL OR EXISTS (
                        SELECT 1 FROM publishing_live l
                        WHERE l.id = e.live_id AND l.changed_at > changed_after))
                ORDER BY e.published_at DESC, e.live_id DESC LIMIT most
            ) m;"""
# The best among the newest stories that match, as publishing.search.ranking says. A common word has
# enough of them among the last few hundred stories, so these are asked first, and then as many as
# those foretell: it costs the same in a large archive as in a small one, and a rare word what there
# is of it. `wanted` has whole words; `typed` also what begins with the last, and is asked where
# there are too few of the word itself. `whole` and `begun` are, for each term that counts, what to
# find in an entry's words. It is VOLATILE lest the planner run it to learn how much it returns.
_FUNCTION = """
CREATE OR REPLACE FUNCTION publishing_search(
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
    bound timestamptz;
    newest bigint;
    oldest bigint;
    reach integer := most * 3 / 2;
    size bigint;
    near text[];
    is_enough boolean := false;
BEGIN
    SELECT l.published_at, extract(epoch FROM l.published_at) INTO bound, newest
        FROM publishing_live l
        WHERE l.language = lang AND l.published_at <= coalesce(to_timestamp(until_at), 'infinity')
        ORDER BY l.published_at DESC LIMIT 1;
    FOR attempt IN 1..2 LOOP
        SELECT extract(epoch FROM l.published_at) INTO oldest FROM publishing_live l
            WHERE l.language = lang AND l.published_at <= bound
            ORDER BY l.published_at DESC OFFSET reach - 1 LIMIT 1;
        EXIT WHEN oldest IS NULL;
        size := 86400;
        WHILE (newest - oldest) / size > 12 AND size < 86400 * 512 LOOP size := size * 8; END LOOP;
        EXIT WHEN (newest - oldest) / size > 20;
        near := ARRAY(
            SELECT lang || ' ' || (size / 86400) || '/' || shelf
            FROM generate_series(oldest / size, newest / size) shelf
        );
        IF kept IS NULL THEN
            {near}
        ELSE
            {near_and_kept}
        END IF;
        is_enough := cardinality(ids) = most;
        EXIT WHEN is_enough OR ids IS NULL;
        reach := reach * most * 3 / 2 / cardinality(ids);
        EXIT WHEN reach > most * 30;
    END LOOP;
    IF is_enough IS NOT TRUE THEN
        SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
        INTO ids, times, points
        FROM (
            SELECT e.live_id, e.published_at, {points} AS points
            FROM publishing_searchentry e
            WHERE e.words @@ typed AND e.shelves @> coalesce(kept, ARRAY[lang])
                AND (until_at IS NULL OR e.published_at <= until_at) AND e.published_at > since
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


def _function() -> str:
    near = _NEAR.replace("{points}", _POINTS)
    kept = near.replace("{kept}", " AND e.shelves @> kept")
    found = _FUNCTION.replace("{points}", _POINTS).replace("{near_and_kept}", kept)
    return found.replace("{near}", near.replace("{kept}", ""))


def replace(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_function())


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_events_of_what_was_live")]

    # Back is nothing to do: both functions answer alike.
    operations = [migrations.RunPython(replace, migrations.RunPython.noop)]
