from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView

from api.public import parameters
from api.public.parameters import Parameter


class PublicView(APIView):
    """Reads its declared parameters into `asked` and answers with an HttpResponse.

    DRF describes it for the OpenAPI document. There is nobody to recognise and one form of answer,
    so its steps for these are left out, and what is raised is for `PublicMiddleware`.
    """

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    throttle_classes: list[Any] = []
    http_method_names = ["get", "head", "options"]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    # Where addresses are handed on with what others hang on to them ("utm_source"), it is ignored.
    is_strict: ClassVar[bool] = True
    asked: Mapping[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed(request.method or "")
        self.asked = parameters.read(request, self.parameters, strictly=self.is_strict)
        return self.get(request, *args, **kwargs)  # type: ignore[attr-defined]
