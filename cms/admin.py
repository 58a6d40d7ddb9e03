"""Stories cross every layer, and what the API's clients are given is shown with the desk's own
fields, so their admins stand here at the top; the other models' admins are in their own apps."""

from django.contrib import admin
from django_tasks_db.admin import DBTaskResult

from api.models import ClientKey, Delivery, Endpoint
from articles.models import Article
from cms.background_admin import BackgroundAdmin
from cms.clients.delivery_admin import DeliveryAdmin
from cms.clients.endpoint_admin import EndpointAdmin
from cms.clients.key_admin import KeyAdmin
from cms.desk.article_admin import ArticleAdmin

admin.site.register(Article, ArticleAdmin)
admin.site.register(Endpoint, EndpointAdmin)
admin.site.register(Delivery, DeliveryAdmin)
admin.site.register(ClientKey, KeyAdmin)
# The package's own page, registered where the model was imported from, is for who knows the code.
admin.site.unregister(DBTaskResult)
admin.site.register(DBTaskResult, BackgroundAdmin)
