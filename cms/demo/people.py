"""The demo newsroom's people. All of them are invented; production refuses to start while one of
them still has this password."""

from dataclasses import dataclass

from accounts.roles import Role

DOMAIN = "tvilling.example"
PASSWORD = "nordlys"


@dataclass(frozen=True, kw_only=True)
class Person:
    key: str
    name: str
    roles: tuple[Role, ...]
    interface_language: str = "nb"
    translates_into: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PEOPLE = (
    Person(key="journalist", name="Ingrid Aasheim", roles=(Role.JOURNALIST,)),
    Person(
        key="reporter", name="Thomas Whitlock", roles=(Role.JOURNALIST,), interface_language="en"
    ),
    Person(
        key="oversetter",
        name="Sunniva Breivoll",
        roles=(Role.TRANSLATOR,),
        translates_into=("nb", "en"),
    ),
    Person(
        key="translator",
        name="Eleanor Marsh",
        roles=(Role.TRANSLATOR,),
        interface_language="en",
        translates_into=("en",),
    ),
    Person(key="redaktor", name="Jorunn Sletteng", roles=(Role.EDITOR,)),
    Person(key="editor", name="Peter Lindqvist", roles=(Role.EDITOR,), interface_language="en"),
    Person(key="foto", name="Aslak Nordvoll", roles=(Role.PHOTO_EDITOR,)),
    Person(key="admin", name="Randi Kvalheim", roles=(Role.ADMINISTRATOR,)),
)
