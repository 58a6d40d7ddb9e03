"""The entries that share most keys with a text, as candidates for being like it.

The work is bounded, whatever words the text has: of the entries under one key only those nearest in
length are looked at, since what is much longer or shorter is not like it anyway. A rare word's are all
looked at.
"""

from collections.abc import Iterable

from django.db import connection

# How many candidates are compared letter by letter, and how many entries of one key are counted on
# either side of the text's own length.
MOST = 300
NEAREST = 400

_UP = """SELECT * FROM (SELECT entry_id, length - %s AS apart FROM translation_memorykey
WHERE key = %s AND length >= %s ORDER BY length LIMIT {nearest}) AS up{at}"""
_DOWN = """SELECT * FROM (SELECT entry_id, %s - length AS apart FROM translation_memorykey
WHERE key = %s AND length < %s ORDER BY length DESC LIMIT {nearest}) AS down{at}"""
_ALL = """SELECT entry_id FROM ({parts}) AS found
GROUP BY entry_id ORDER BY COUNT(*) DESC, MIN(apart) LIMIT {most}"""


def candidates(keys: Iterable[int], length: int) -> list[int]:
    """The ids of at most `MOST` entries, those that share most keys first, and then those nearest
    in length."""
    keys = sorted(keys)
    if not keys:
        return []
    parts = [
        part.format(at=at, nearest=NEAREST) for at in range(len(keys)) for part in (_UP, _DOWN)
    ]
    values = [one for key in keys for _part in range(2) for one in (length, key, length)]
    statement = _ALL.format(parts=" UNION ALL ".join(parts), most=MOST)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [entry for (entry,) in cursor.fetchall()]
