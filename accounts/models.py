from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.roles import Role


def validate_language_codes(codes: list[str]) -> None:
    known = languages.codes()
    if not isinstance(codes, list) or any(code not in known for code in codes):
        raise ValidationError(
            _("Choose among the newsroom's languages: %(codes)s.")
            % {"codes": ", ".join(str(languages.name(code)) for code in known)}
        )


class PeopleManager(UserManager["User"]):
    def _create_user_object(self, email, password, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **fields):
        user = self._create_user_object(email, password, **fields)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def translators_into(self, language: str) -> list["User"]:
        """The active people who translate into one language, by name."""
        people = self.filter(is_active=True, groups__name=Role.TRANSLATOR).order_by("name")
        return [person for person in people if language in person.translates_into]


class User(AbstractUser):
    """A person of the newsroom. Logs in by e-mail; is deactivated, never deleted, so that the
    log and the publications can name them for good."""

    username = first_name = last_name = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    interface_language = models.CharField(
        _("interface language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    translates_into = models.JSONField(
        _("translates into"),
        default=list,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("The languages this person is given translations into."),
    )

    wants_digest = models.BooleanField(
        _("notices by e-mail"),
        default=True,
        help_text=_("What this person is told and has not read, gathered in one mail."),
    )

    objects = PeopleManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_ignoring_case",
                violation_error_message=_("Another person already has this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's roles; asked once per object, so once per request."""
        return frozenset(self.groups.values_list("name", flat=True)) & set(Role.values)

    @property
    def is_administrator(self) -> bool:
        return self.is_active and (self.is_superuser or Role.ADMINISTRATOR in self.roles)

    @property
    def is_editor(self) -> bool:
        """An administrator may whatever an editor may."""
        return self.is_administrator or (self.is_active and Role.EDITOR in self.roles)

    @property
    def is_journalist(self) -> bool:
        return self.is_active and Role.JOURNALIST in self.roles

    @property
    def is_photo_editor(self) -> bool:
        return self.is_active and Role.PHOTO_EDITOR in self.roles

    def is_translator_into(self, language: str) -> bool:
        return self.is_active and Role.TRANSLATOR in self.roles and language in self.translates_into
