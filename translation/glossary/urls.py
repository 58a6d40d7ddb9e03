"""Within the workbench's addresses."""

from django.urls import path

from translation.glossary import workbench

urlpatterns = [path("<uuid:pk>/<str:language>/terms/", workbench.terms, name="terms")]
