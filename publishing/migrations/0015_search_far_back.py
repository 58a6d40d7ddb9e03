from importlib import import_module

from django.db import migrations

_BEFORE = import_module("publishing.migrations.0011_updated_after")

_POINTS = " + ".join(
    f"""CASE WHEN whole[{n}] IS NULL THEN 0
        WHEN strpos(e.headline, whole[{n}]) > 0 OR strpos(e.headline, begun[{n}]) > 0
            THEN 10000 * weights[{n}]
        WHEN strpos(e.beside, whole[{n}]) > 0 OR strpos(e.beside, begun[{n}]) > 0
            THEN 6000 * weights[{n}]
        ELSE 2000 * weights[{n}] END"""
    for n in range(1, 5)
)
# What is near is of the language asked for, so that only a filter is one condition more.
_NEAR = """SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
            INTO ids, times, points
            FROM (
                SELECT e.live_id, e.published_at, {points} AS points
                FROM publishing_searchentry e
                WHERE e.words @@ asked AND e.shelves && near{kept}
                    AND e.published_at >= oldest AND e.published_at <= newest
                    AND (e.published_at, e.live_id) >= (low_at, low_id)
                    AND (e.published_at, e.live_id) <= (high_at, high_id)
                    AND (changed_after IS NULL OR EXISTS (
                        SELECT 1 FROM publishing_live l
                        WHERE l.id = e.live_id AND l.updated_at > changed_after))
                ORDER BY e.published_at DESC, e.live_id DESC LIMIT most + 1
            ) m;"""
# The best in a window of the stories that match, as publishing.search.ranking says: the newest
# between `high` and `low`. One more of them than a window has tells whether there are others.
#
# To read all that match costs with the size of the archive. So the last few hundred stories are asked
# first, where a common word has enough of them; then as far back as those foretell, by the time
# between them; what is rare after that, all are asked for. It costs about the same in a large archive
# as in a small one.
#
# `wanted` has whole words; `typed` also what begins with the last, and is asked where there are too
# few of the word itself. `whole` and `begun` are, for each term that counts, what to find in an
# entry's words, and `weights` how often it counts. `low_id` is above 0 where `low` is the last match of a
# window that has been looked at before. `span` has the window's ends as api.public.windows reads them.
# It is VOLATILE lest the planner run it to learn how much it returns.
_FUNCTION = """
CREATE FUNCTION publishing_search(
    wanted tsquery, typed tsquery, lang text, kept text[], high_at bigint, high_id bigint,
    low_at bigint, low_id bigint, changed_after timestamptz, whole text[], begun text[],
    weights integer[], pinned bigint, beyond_score bigint, beyond_id bigint,
    direction integer, page integer, most integer
) RETURNS TABLE (live_id bigint, score bigint, span text, text text)
LANGUAGE plpgsql VOLATILE ROWS 21 AS $$
#variable_conflict use_column
DECLARE
    few CONSTANT integer := 10;
    weight integer := (SELECT sum(one) FROM unnest(weights) one);
    ids bigint[];
    times bigint[];
    points bigint[];
    bound timestamptz;
    newest bigint;
    oldest bigint;
    first bigint;
    span bigint;
    reach bigint := most * 3 / 2;
    size bigint;
    near text[];
    asked tsquery := wanted;
    is_all boolean;
    is_enough boolean := false;
    last integer;
    ends text;
BEGIN
    high_at := coalesce(high_at, 1099511627776);
    high_id := coalesce(high_id, 9223372036854775807);
    low_at := coalesce(low_at, -1099511627776);
    low_id := coalesce(low_id, 0);
    SELECT l.published_at, extract(epoch FROM l.published_at) INTO bound, newest
        FROM publishing_live l
        WHERE l.language = lang AND l.published_at <= to_timestamp(high_at)
        ORDER BY l.published_at DESC LIMIT 1;
    SELECT greatest(extract(epoch FROM l.published_at), low_at) INTO first FROM publishing_live l
        WHERE l.language = lang ORDER BY l.published_at LIMIT 1;
    IF low_id > 0 THEN
        oldest := low_at;  -- where the window is known to end
    ELSE
        SELECT extract(epoch FROM l.published_at) INTO oldest FROM publishing_live l
            WHERE l.language = lang AND l.published_at <= bound
            ORDER BY l.published_at DESC OFFSET reach - 1 LIMIT 1;
    END IF;
    span := newest - oldest;
    FOR attempt IN 1..4 LOOP
        is_all := oldest IS NULL OR oldest <= first;
        IF is_all THEN
            -- All there is between the bounds, where nothing else is to be asked of it.
            EXIT WHEN wanted <> typed;
            oldest := first;
        END IF;
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
        is_enough := is_all OR cardinality(ids) > most;
        EXIT WHEN is_enough OR attempt > 1 AND coalesce(cardinality(ids), 0) < few;
        IF ids IS NULL OR attempt > 1 THEN asked := typed; END IF;
        reach := reach * most * 3 / 2 / coalesce(cardinality(ids), few);
        oldest := newest - span * reach / (most * 3 / 2);
    END LOOP;
    IF is_enough IS NOT TRUE THEN
        asked := typed;
        SELECT array_agg(m.live_id), array_agg(m.published_at), array_agg(m.points)
        INTO ids, times, points
        FROM (
            SELECT e.live_id, e.published_at, {points} AS points
            FROM publishing_searchentry e
            WHERE e.words @@ asked AND e.shelves @> coalesce(kept, ARRAY[lang])
                AND (e.published_at, e.live_id) >= (low_at, low_id)
                AND (e.published_at, e.live_id) <= (high_at, high_id)
                AND (changed_after IS NULL OR EXISTS (
                    SELECT 1 FROM publishing_live l
                    WHERE l.id = e.live_id AND l.updated_at > changed_after))
            ORDER BY e.published_at DESC, e.live_id DESC LIMIT most + 1
        ) m;
    END IF;
    last := least(cardinality(ids), most);
    ends := concat_ws('|', times[1], ids[1], times[last], ids[last],
        (cardinality(ids) > most)::integer, (asked <> typed)::integer);
    newest := coalesce(pinned, times[1]);
    RETURN QUERY
        SELECT r.live_id, r.score, ends, e.text
        FROM (
            SELECT m.live_id, m.score
            FROM (
                SELECT u.live_id, u.points / weight
                    + 12960000000 / (2592000 + newest - u.published_at) AS score
                FROM unnest(ids[:most], times[:most], points[:most])
                    u(live_id, published_at, points)
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


def look_far_back(apps, schema_editor):
    _BEFORE._write(schema_editor, _function())


class Migration(migrations.Migration):
    dependencies = [("publishing", "0014_search_genitives")]

    operations = [migrations.RunPython(look_far_back, _BEFORE.by_what_is_shown)]
