from django.contrib.admin import site
from django.urls import path

from cms.board import board_page
from cms.desk import assigning, corrections, embargo, manuscripts, moves, pickers
from cms.notices import page as notices

app_name = "desk"

urlpatterns = [
    path("pick/photos/", site.admin_view(pickers.photos), name="pick-photos"),
    path("pick/fact-boxes/", site.admin_view(pickers.fact_boxes), name="pick-fact-boxes"),
    path("pick/articles/", site.admin_view(pickers.articles), name="pick-articles"),
    path("board/", site.admin_view(board_page), name="board"),
    path("notices/", site.admin_view(notices.notices_page), name="notices"),
    path("notices/read/", site.admin_view(notices.read), name="notices-read"),
    path("notices/by-mail/", site.admin_view(notices.by_mail), name="notices-by-mail"),
    path("import/", site.admin_view(manuscripts.import_page), name="import"),
    path("import/<uuid:pk>/", site.admin_view(manuscripts.report_page), name="import-report"),
    path("articles/<uuid:pk>/embargo/", site.admin_view(embargo.embargo_page), name="embargo"),
    path(
        "articles/<uuid:pk>/corrections/",
        site.admin_view(corrections.corrections_page),
        name="corrections",
    ),
    path(
        "articles/<uuid:pk>/corrections/<uuid:correction>/",
        site.admin_view(corrections.correction_page),
        name="correction",
    ),
    path(
        "articles/<uuid:pk>/<str:language>/assign/",
        site.admin_view(assigning.assign_page),
        name="assign",
    ),
    path(
        "articles/<uuid:pk>/<str:language>/<str:name>/",
        site.admin_view(moves.move_page),
        name="move",
    ),
]
