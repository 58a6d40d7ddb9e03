from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.views import APIView

from api.public import parameters, problems
from api.public.parameters import Parameter


class PublicView(APIView):
    """Reads its declared parameters into `asked` and answers with an HttpResponse. There is nobody
    to recognise and one form of answer, so DRF's steps for these are left out."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    throttle_classes: list[Any] = []
    http_method_names = ["get", "head", "options"]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    asked: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method in ("GET", "HEAD"):
            self.asked = parameters.read(request._request, self.parameters)

    def handle_exception(self, exc: Exception) -> Any:
        if problem := problems.of(exc):
            return problems.answer(self.request._request, problem)
        raise exc

    def finalize_response(
        self, request: HttpRequest, response: HttpResponse, *args: Any, **kwargs: Any
    ) -> Any:
        return response
