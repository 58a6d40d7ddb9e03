from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("interface-language/", views.choose_interface_language, name="interface-language"),
]
