from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Newsroom")


class NewsroomAdminConfig(AdminConfig):
    default_site = "cms.site.NewsroomSite"
