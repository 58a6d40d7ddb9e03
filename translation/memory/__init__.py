"""The translation memory: what was translated once, found again when something like it comes.

A pair is entered when somebody stands for it, and one place has one entry: texts are saved while they
are being typed, and a later save replaces the earlier one. An entry serves both directions.

    pair        a text and its translation
    keys        what likeness is looked for by; digests
    entering    pairs into the memory
    forgetting  and out of it
    following   the memory after what is done with segments
    neighbours  what stands beside a segment in its source
    candidates  the entries that share most with a text
    lookup      the best of them, with how like they are
    places      where entries stand, in words
    adapting    a remembered translation's marks to this source's
    building    the memory of a whole archive
"""
