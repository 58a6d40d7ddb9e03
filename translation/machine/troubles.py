"""What can go wrong with a service. The sentences are for whoever asked for the translation."""

from django.utils.translation import gettext as _t


class Trouble(Exception):
    """`may_be_billed`: whether the service may have counted the request all the same."""

    may_be_billed = False


class Unreachable(Trouble):
    def __init__(self, service: str) -> None:
        super().__init__(_t("%(service)s cannot be reached.") % {"service": service})


class TooSlow(Trouble):
    may_be_billed = True

    def __init__(self, service: str) -> None:
        super().__init__(_t("%(service)s did not answer in time.") % {"service": service})


class Busy(Trouble):
    def __init__(self, service: str, status: int, wait: float | None = None) -> None:
        super().__init__(
            _t("%(service)s cannot answer just now (%(status)s). Try again in a while.")
            % {"service": service, "status": status}
        )
        self.wait = wait


class WrongKey(Trouble):
    def __init__(self, service: str) -> None:
        super().__init__(
            _t("%(service)s does not accept our key. Tell whoever runs the system.")
            % {"service": service}
        )


class UsedUp(Trouble):
    def __init__(self, service: str) -> None:
        super().__init__(
            _t("What %(service)s translates for us in a month is used up.") % {"service": service}
        )


class NotTaken(Trouble):
    """The service refuses this question; another may be answered."""

    def __init__(self, service: str, status: int, why: str = "") -> None:
        told = f"{status}: {why}" if why else str(status)
        super().__init__(
            _t("%(service)s did not take the text (%(why)s).") % {"service": service, "why": told}
        )
        self.status = status


class Garbage(Trouble):
    """An answer that is not as documented."""

    may_be_billed = True

    def __init__(self, service: str) -> None:
        super().__init__(
            _t("%(service)s gave an answer that cannot be used.") % {"service": service}
        )
