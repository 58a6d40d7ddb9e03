from django.contrib.admin import site
from django.urls import include, path

from translation import beside, checking, concordance, handing, suggesting, views, words_pages
from translation.exchange import views as exchange
from translation.machine import views as machine_views

app_name = "translation"

_STORY = "<uuid:pk>/<str:language>/"

urlpatterns = [
    path("", include("translation.glossary.urls")),
    path("", site.admin_view(views.queue), name="queue"),
    path("words/", site.admin_view(words_pages.page), name="words"),
    path("words/csv/", site.admin_view(words_pages.download), name="words-csv"),
    path("pool/<str:language>/", site.admin_view(handing.pool), name="pool"),
    path("exchange/", site.admin_view(exchange.exchange), name="exchange"),
    path("exchange/out/", site.admin_view(exchange.out), name="out"),
    path("exchange/in/<uuid:pk>/", site.admin_view(exchange.delivery), name="delivery"),
    path(
        "exchange/memory/<str:source>/<str:language>/",
        site.admin_view(exchange.memory),
        name="memory-out",
    ),
    path(_STORY, site.admin_view(views.side_by_side), name="side-by-side"),
    path(_STORY + "claim/", site.admin_view(views.claim), name="claim"),
    path(_STORY + "give-back/", site.admin_view(handing.give_back), name="give-back"),
    path(_STORY + "confirm-all/", site.admin_view(views.confirm_all), name="confirm-all"),
    path(_STORY + "review-all/", site.admin_view(views.review_all), name="review-all"),
    path(
        _STORY + "pretranslate/", site.admin_view(machine_views.pretranslate), name="pretranslate"
    ),
    path(_STORY + "finish/", site.admin_view(views.finish), name="finish"),
    # Called by the page's script: these answer with JSON, also to who is not logged in.
    path(_STORY + "save/", views.save, name="save"),
    path(_STORY + "confirm/", views.confirm, name="confirm"),
    path(_STORY + "leave-out/", views.leave_out, name="leave-out"),
    path(_STORY + "keep/", views.keep, name="keep"),
    path(_STORY + "remove/", views.remove, name="remove"),
    path(_STORY + "join/", views.join, name="join"),
    path(_STORY + "review/", views.review, name="review"),
    path(_STORY + "typo/", views.typo, name="typo"),
    path(_STORY + "add/", views.add, name="add"),
    path(_STORY + "move-up/", views.move_up, name="move-up"),
    path(_STORY + "move-down/", views.move_down, name="move-down"),
    path(_STORY + "undo/", views.undo, name="undo"),
    path(_STORY + "row/", views.row, name="row"),
    path(_STORY + "state/", views.state, name="state"),
    path(_STORY + "pretranslation/", machine_views.progress, name="pretranslation"),
    path(_STORY + "preview/", views.preview, name="preview"),
    path(_STORY + "concordance/", concordance.concordance, name="concordance"),
    path(_STORY + "suggestions/", suggesting.suggestions, name="suggestions"),
    path(_STORY + "past/", beside.past, name="past"),
    path(_STORY + "notes/", beside.notes, name="notes"),
    path(_STORY + "note/", beside.note, name="note"),
    path(_STORY + "settle/", beside.settle, name="settle"),
    path(_STORY + "people/", beside.people, name="people"),
    path(_STORY + "check/", checking.check, name="check"),
    path(_STORY + "dismiss/", checking.dismiss, name="dismiss"),
    path(_STORY + "undismiss/", checking.undismiss, name="undismiss"),
    path(_STORY + "findings/", site.admin_view(checking.of_story), name="findings"),
]
