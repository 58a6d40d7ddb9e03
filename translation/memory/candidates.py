"""The entries that share most keys with a text, as candidates for being like it.

The work is bounded, whatever words the text has: of the entries under one key only those nearest in
length are looked at, since what is much longer or shorter is not like it anyway. A rare word's are all
looked at.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

# How many candidates are compared letter by letter, and how many entries of one key are counted on
# either side of the text's own length.
MOST = 300
NEAREST = 300
# How much more a key counts whose entries are so few that all were looked at.
RARE = 4

_UP = """SELECT entry_id, apart, COUNT(*) OVER () AS number FROM (
SELECT entry_id, length - %s AS apart FROM translation_memorykey
WHERE key = %s AND length >= %s ORDER BY length LIMIT {nearest}) AS up{at}"""
_DOWN = """SELECT entry_id, apart, COUNT(*) OVER () AS number FROM (
SELECT entry_id, %s - length AS apart FROM translation_memorykey
WHERE key = %s AND length < %s ORDER BY length DESC LIMIT {nearest}) AS down{at}"""
_ALL = """SELECT e.id, e.source_language, e.source, e.target FROM (
SELECT entry_id FROM ({parts}) AS found
GROUP BY entry_id
ORDER BY SUM(CASE WHEN number < {nearest} THEN {rare} ELSE 1 END) DESC, MIN(apart) LIMIT {most}
) AS best JOIN translation_memoryentry e ON e.id = best.entry_id"""


class Candidate(NamedTuple):
    pk: int
    source_language: str
    source: str
    target: str


def candidates(keys: Iterable[int], length: int) -> list[Candidate]:
    """At most `MOST`: those that share most keys, rare ones first, and of those that share as many
    the ones nearest in length."""
    keys = sorted(keys)
    if not keys:
        return []
    parts = [
        part.format(at=at, nearest=NEAREST) for at in range(len(keys)) for part in (_UP, _DOWN)
    ]
    values = [one for key in keys for _part in range(2) for one in (length, key, length)]
    statement = _ALL.format(parts=" UNION ALL ".join(parts), most=MOST, nearest=NEAREST, rare=RARE)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Candidate(*row) for row in cursor.fetchall()]
