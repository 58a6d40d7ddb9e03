from django.utils import translation


class InterfaceLanguageMiddleware:
    """Shows each person the admin in the language they chose; a visitor gets the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            translation.activate(request.user.interface_language)
            request.LANGUAGE_CODE = request.user.interface_language
        return self.get_response(request)
