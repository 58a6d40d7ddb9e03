import uuid
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles import corrections, workflow
from articles.models import Article, Byline, LanguageVersion
from cms.desk import left_behind, once, sides, versions_bar
from cms.desk.article_form import (
    ADDRESS_FIELDS,
    SHARED_FIELDS,
    STORY_FIELDS,
    ArticleForm,
    LeftBehind,
    NewArticleForm,
    Written,
)
from cms.desk.history import ArticleHistory
from cms.desk.inlines import (
    AlsoReadInline,
    BylineInline,
    SomeOfMany,
    SomeOfManyField,
    without_ways_out,
)
from cms.desk.slug_field import SlugField
from cms.desk.story_list import StoryList
from publishing.content import WITH_EVERYTHING
from translation import behind, realigning, typos
from translation import permissions as translation_permissions


class ArticleAdmin(StoryList, ArticleHistory, admin.ModelAdmin):
    form = ArticleForm
    inlines = [BylineInline, AlsoReadInline]
    autocomplete_fields = ["tags"]
    change_form_template = "admin/articles/article/change_form.html"

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return queryset
        queryset = queryset.select_related("section", "lead_photo", "updated_by")
        return queryset.prefetch_related(*WITH_EVERYTHING)

    def get_search_fields(self, request):
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            return languages.columns("headline", "slug")
        return super().get_search_fields(request)

    def get_object(self, request, object_id, from_field=None):
        """On saving, with its rows locked: two savers, or a saver and a move, come one after the
        other. In the order in which moves lock them."""
        article = super().get_object(request, object_id, from_field)
        if article is not None and request.method == "POST":
            list(LanguageVersion.objects.select_for_update().filter(article=article).order_by("pk"))
            article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        return article

    # Who may

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff and request.user.has_perm("articles.view_article")

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or sides.any_is_open(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None or not super().has_delete_permission(request, obj):
            return False
        return sides.may_delete(request.user, obj)

    # The form

    def get_changeform_initial_data(self, request):
        written_in = {"source_language": request.user.interface_language}
        return written_in | super().get_changeform_initial_data(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Where Django would leave the fields out of a form that is shut as a whole, ours shows
        them as text."""
        if obj is None:
            kwargs["form"] = NewArticleForm
        form = super().get_form(request, obj, change=False, **kwargs)
        form.user = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        order = languages.codes()
        if obj:
            order = [obj.source_language, *languages.others(obj.source_language)]
        found: list[Any] = []
        if obj is None:
            start = {"classes": ["start"], "fields": ["source_language", "page"]}
            found.append((None, start))
        for code in order:
            found += self._side(request.user, obj, code)
        seen = ["seen"] if obj and self.has_change_permission(request, obj) else []
        about = {"classes": ["about"], "fields": [*SHARED_FIELDS, *seen]}
        return [*found, (_("About the story"), about)]

    def _side(self, user, article, code) -> list[Any]:
        """The fieldsets of one language; of one that nobody has asked for, what to do about it."""
        classes = [f"in-{code}"]
        first: dict[str, Any] = {"classes": classes, "fields": []}
        if article and article.version(code) is None:
            first["description"] = sides.not_asked_for(user, article, code)
            return [(capfirst(str(languages.name(code))), first)]
        if article and not sides.is_open(user, article, code):
            first["description"] = sides.why_shut(user, article.version(code))
        first["fields"] = [languages.column(field, code) for field in STORY_FIELDS]
        address = {
            "classes": [*classes, "collapse"],
            "fields": [languages.column(field, code) for field in ADDRESS_FIELDS],
        }
        return [
            (capfirst(str(languages.name(code))), first),
            (_("Address and search engines"), address),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "lead_photo":
            return db_field.formfield(**kwargs)
        if db_field.name in languages.columns("slug"):
            kwargs["form_class"] = SlugField
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_ways_out(field, add=db_field.name == "tags")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = SomeOfMany(db_field, self.admin_site)
            kwargs["form_class"] = SomeOfManyField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        context["sides"] = _sides(context["adminform"])
        if article := context.get("original"):
            context["bar"] = versions_bar.panels(article, request.user)
            context["may_pass_typos"] = _may_pass_typos(request.user, article)
            context["can_have_corrections"] = corrections.was_published(article)
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def response_post_save_change(self, request, obj):
        """Whoever saves goes on writing."""
        return redirect("admin:articles_article_change", obj.pk)

    response_post_save_add = response_post_save_change

    def view_on_site(self, obj):
        return None

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        asked = request, object_id, form_url, extra_context
        try:
            return self._made_before(request, object_id) or super().changeform_view(*asked)
        except IntegrityError:
            # Somebody took the slug, say, between the look and the save. The second look sees it.
            return self._made_before(request, object_id) or super().changeform_view(*asked)
        except LeftBehind as left_behind:
            return self._shut_meanwhile(request, object_id, left_behind.written)
        except PermissionDenied:
            written = self._written_in_vain(request, object_id)
            if not written:
                raise
            return self._shut_meanwhile(request, object_id, written)

    def _made_before(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Where the button of a new story was pressed twice, the way to the story it made."""
        if request.method != "POST" or object_id is not None:
            return None
        made = Article.objects.filter(pk=_new_key(request), created_by=request.user).first()
        return made and self.response_post_save_add(request, made)

    def _written_in_vain(self, request: HttpRequest, object_id: str | None) -> list[Written]:
        article = self._readable(request, object_id)
        if request.method != "POST" or article is None:
            return []
        return self.get_form(request, article)(request.POST, instance=article).written()

    def _readable(self, request: HttpRequest, object_id: str | None) -> Article | None:
        try:
            article = self.get_queryset(request).filter(pk=unquote(object_id or "")).first()
        except (ValidationError, ValueError):
            return None
        return article if self.has_view_permission(request, article) else None

    def _shut_meanwhile(
        self, request: HttpRequest, object_id: str | None, written: list[Written]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("The story has moved on"),
            "article": self._readable(request, object_id),
            "opts": self.opts,
            "written": written,
        }
        return TemplateResponse(request, "desk/shut_meanwhile.html", context, status=409)

    def save_form(self, request, form, change):
        article = super().save_form(request, form, change)
        if not change:
            article.pk = _new_key(request)
        return article

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        form.is_saved = not change or bool(form.changes())
        form.stale_before = None
        if change and "typo_only" in request.POST and _may_pass_typos(request.user, obj):
            form.stale_before = typos.stale_before(obj.pk)
        if form.is_saved:
            obj.updated_by = request.user
            if not change:
                obj.created_by = request.user
            super().save_model(request, obj, form, change)
        if not change:
            workflow.start(obj, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        author = getattr(request.user, "author", None)
        if not change and author and not article.bylines.exists():
            Byline.objects.create(article=article, author=author)
        if not form.is_saved and any(formset.has_changed() for formset in formsets):
            article.updated_by = request.user
            article.save(update_fields=["updated_at", "updated_by"])
        body = languages.column("body", article.source_language)
        before = form.initial.get(body, getattr(article, body)) or ""
        realigning.realign(article, before=before, by=request.user)
        if form.stale_before is not None:
            typos.pass_since(article, form.stale_before, by=request.user)
        if change and form.is_saved:
            now = timezone.now()
            behind.follow(article, by=request.user)
            for sentence in left_behind.sentences(article, since=now):
                messages.warning(request, sentence)

    def delete_model(self, request, obj):
        with transaction.atomic():
            super().delete_model(request, obj)


def _may_pass_typos(user: User, article: Article) -> bool:
    """Where there is a translation that would be stale."""
    return sides.is_open(user, article, article.source_language) and any(
        translation_permissions.may_pass_typos(user, version)
        for version in article.versions.all()
        if not version.is_source
    )


def _new_key(request: HttpRequest) -> uuid.UUID:
    page = request.POST.get("page", "")
    return once.key(request.user, page, once.content_of(request.POST))


def _sides(adminform) -> list[dict[str, Any]]:
    """The fieldsets language by language, for the tabs."""
    found: dict[str, dict[str, Any]] = {}
    for fieldset in adminform:
        for code in languages.codes():
            if f"in-{code}" in fieldset.classes.split():
                side = found.setdefault(code, {"language": code, "fieldsets": []})
                side["name"] = capfirst(str(languages.name(code)))
                side["fieldsets"].append(fieldset)
    return list(found.values())
