from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from media import actions, renditions, showing, uploads
from media.credit import line_of
from media.filters import FileFilter, LackingFilter, MadeByAIFilter, RightsFilter
from media.forms import CreditForm, PhotoForm, UploadForm, interface_language
from media.models import Credit, Photo

# What browsers can show as it lies; of other formats they see the renditions alone.
SHOWN_BY_BROWSERS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")


class CreditInline(admin.TabularInline):
    model = Credit
    form = CreditForm
    extra = 0

    def get_extra(self, request: HttpRequest, obj: Photo | None = None, **kwargs: Any) -> int:
        return 0 if obj and obj.credits.all() else 1


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    form = PhotoForm
    inlines = [CreditInline]
    list_display = ["thumbnail", "title", "credit_column", "marks"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [FileFilter, LackingFilter, RightsFilter, "kind", MadeByAIFilter]
    list_per_page = 48
    show_full_result_count = False
    search_fields = [
        *languages.columns("caption", "alt_text"),
        "credits__creator",
        *languages.columns("credits__organisation"),
        "place",
        "copyright",
    ]
    search_help_text = _("Search in captions, alternative texts, names and places")
    readonly_fields = ["picture", "credit_lines", "facts"]
    actions = None
    change_list_template = "admin/media/photo/change_list.html"

    class Media:
        css = {"all": ["media/photo.css"]}
        js = [Script("media/focal-point.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        queryset = super().get_queryset(request).select_related("created_by")
        return queryset.prefetch_related("credits", "renditions")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Photo | None:
        """On saving, with the row locked: two savers come one after the other."""
        photo = super().get_object(request, object_id, from_field)
        if photo is not None and request.method == "POST":
            photo.refresh_from_db(from_queryset=Photo.objects.select_for_update())
        return photo

    # The list

    @admin.display(description=_("picture"))
    def thumbnail(self, photo: Photo) -> SafeString:
        url = address_of(photo, "original", 480)
        if not url:
            words = _t("No file yet") if not photo.file else _t("Being prepared")
            return format_html('<span class="photo-placeholder">{}</span>', words)
        return format_html('<img class="photo-thumbnail" src="{}" alt="" loading="lazy">', url)

    @admin.display(description=_("caption"), ordering="created_at")
    def title(self, photo: Photo) -> str:
        return str(photo)

    @admin.display(description=_("credit"))
    def credit_column(self, photo: Photo) -> str:
        return line_of(photo, interface_language())

    @admin.display(description=_("still needed"))
    def marks(self, photo: Photo) -> SafeString:
        found = [("open", words) for words in missing(photo)]
        if photo.rights_have_run_out:
            found.insert(0, ("bad", _t("Rights have run out")))
        if photo.digital_source_type in Photo.MADE_BY_AI:
            found.append(("told", photo.get_digital_source_type_display()))
        return format_html_join(" ", '<span class="photo-mark is-{}">{}</span>', found)

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list:
        may_write = self.has_change_permission(request, obj) if obj else True
        file = ["new_file", "again"] if may_write else []
        return [
            (
                _("Picture"),
                {
                    "classes": ["photo-picture-side"],
                    "fields": [
                        *(["picture"] if obj else []),
                        *([("focal_x", "focal_y")] if obj and obj.file else []),
                        *file,
                    ],
                },
            ),
            (
                _("What it shows"),
                {
                    "fields": [
                        *[tuple(languages.columns(field)) for field in ("caption", "alt_text")],
                        ("place", "taken_at"),
                    ]
                },
            ),
            (
                _("Rights"),
                {
                    "fields": [
                        *(["credit_lines"] if obj else []),
                        ("kind", "digital_source_type"),
                        ("copyright", "rights_until"),
                        "usage_terms",
                    ]
                },
            ),
            *([(_("File"), {"fields": ["facts"]})] if obj else []),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """What readers are shown is kept."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not showing.is_shown(obj)

    @admin.display(description=_("picture"))
    def picture(self, photo: Photo) -> SafeString:
        context = {
            "photo": photo,
            "url": address_of(photo, "original", 960),
            "ratios": [name for name, ratio in renditions.RATIOS.items() if ratio],
        }
        return render_to_string("admin/media/photo/picture.html", context)

    @admin.display(description=_("credit line"))
    def credit_lines(self, photo: Photo) -> SafeString:
        lines = [
            (languages.locale(code).replace("_", "-"), languages.name(code), line_of(photo, code))
            for code in languages.codes()
        ]
        return format_html(
            '<ul class="photo-credit-lines">{}</ul>',
            format_html_join(
                "",
                '<li><span class="meta">{}</span> <span lang="{}">{}</span></li>',
                ((name, tag, line or _t("No credit")) for tag, name, line in lines),
            ),
        )

    @admin.display(description=_("file"))
    def facts(self, photo: Photo) -> SafeString:
        return render_to_string(
            "admin/media/photo/facts.html",
            {"photo": photo, "renditions": len(photo.renditions.all())},
        )

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The file comes last, since it fills only what nobody has written."""
        super().save_related(request, form, formsets, change)
        if change and {*languages.columns("caption", "alt_text")} & {*form.changed_data}:
            showing.tell_of_text(form.instance)
        if form.picture:
            actions.replace_file(
                form.instance,
                form.picture,
                by=request.user,
                language=interface_language(),
                again=True,
            )
        else:
            actions.follow_up(form.instance)

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        actions.delete_photo(obj, by=request.user)

    # Many at once

    def get_urls(self) -> list:
        upload = path(
            "upload/", self.admin_site.admin_view(self.upload_view), name="media_photo_upload"
        )
        return [upload, *super().get_urls()]

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        outcomes: list[uploads.Outcome] = []
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            outcomes = uploads.receive(
                form.cleaned_data["files"],
                by=request.user,
                language=form.cleaned_data["language"],
                again=form.cleaned_data["again"],
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload photos"),
            "opts": self.opts,
            "form": form if not outcomes else UploadForm(),
            "outcomes": [self._presented(outcome) for outcome in outcomes],
            "media": self.media,
        }
        return TemplateResponse(request, "admin/media/photo/upload.html", context)

    def _presented(self, outcome: uploads.Outcome) -> dict[str, Any]:
        photo = outcome.photo
        return {
            "outcome": outcome,
            "address": photo and address_of(photo, "original", 480),
            "url": photo and reverse("admin:media_photo_change", args=[photo.pk]),
            "missing": missing(photo) if photo and outcome.is_added else [],
        }


def missing(photo: Photo) -> list[str]:
    """What the photo still needs before it can be published, in words."""
    found = []
    if not photo.file:
        found.append(_t("No file yet"))
    if not any(
        credit.creator
        or any(languages.text(credit, "organisation", code) for code in languages.codes())
        for credit in photo.credits.all()
    ):
        found.append(_t("No credit"))
    for field, words in (
        ("caption", _t("No caption (%(language)s)")),
        ("alt_text", _t("No alternative text (%(language)s)")),
    ):
        found += [
            words % {"language": languages.name(code)}
            for code in languages.codes()
            if not languages.text(photo, field, code)
        ]
    return found


def address_of(photo: Photo, ratio: str, width: int) -> str:
    """Of the rendition that is nearest in size, else of the file itself, else ""."""
    rows = [row for row in photo.renditions.all() if row.ratio == ratio]
    if rows:
        best = min(
            rows, key=lambda row: (row.width < width, abs(row.width - width), row.format != "webp")
        )
        return best.file.url
    shown = photo.file and photo.file.name.lower().endswith(SHOWN_BY_BROWSERS)
    return photo.file.url if shown else ""
