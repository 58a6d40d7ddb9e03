"""Our glossary with a service that keeps one, in step with ours by its digest."""

import hashlib
import json
from contextlib import suppress
from dataclasses import replace

from translation import machine
from translation.machine import Pairs
from translation.machine.service import Job, Service
from translation.machine.troubles import Trouble
from translation.models import MachineGlossary

# Of a term and of its rendering, in bytes of UTF-8.
LONGEST = 1000


def with_glossary(service: Service, job: Job) -> Job:
    """The job with the service's name for our glossary, made or brought up to date. Raises
    Trouble."""
    pairs = _usable(machine.terms(job.source_language, job.language)[0])
    if not pairs or not service.keeps_glossaries:
        return job
    digest = hashlib.sha256(json.dumps(pairs).encode()).hexdigest()
    way = {
        "service": service.code,
        "source_language": job.source_language,
        "language": job.language,
    }
    row = MachineGlossary.objects.filter(**way).first()
    if row is None or row.digest != digest:
        name = service.put_glossary(row.name if row else "", pairs, job)
        row = _remember(service, way, name, digest, row)
    return replace(job, glossary=row.name)


def forget(service: Service, job: Job) -> None:
    """The service does not know it any more: it is made anew the next time."""
    MachineGlossary.objects.filter(service=service.code, name=job.glossary).delete()


def _remember(
    service: Service, way: dict[str, str], name: str, digest: str, row: MachineGlossary | None
) -> MachineGlossary:
    if row:
        row.name, row.digest = name, digest
        row.save()
        return row
    row, is_new = MachineGlossary.objects.get_or_create(
        **way, defaults={"name": name, "digest": digest}
    )
    if not is_new and row.name != name:
        # Another worker was quicker; of two, one is enough.
        with suppress(Trouble):
            service.remove_glossary(name)
    return row


def _usable(pairs: Pairs) -> Pairs:
    """One rendering a term, in an order that is always the same, and nothing that would break the
    list in two."""
    found: dict[str, str] = {}
    for source, target in pairs:
        source, target = " ".join(source.split()), " ".join(target.split())
        fits = all(0 < len(text.encode()) <= LONGEST for text in (source, target))
        if fits and source not in found:
            found[source] = target
    return sorted(found.items())
