from api.models.client_key import ClientKey, Scope
from api.models.delivery import Attempt, Delivery
from api.models.endpoint import Endpoint, Type
from api.models.request_count import RequestCount

__all__ = ["Attempt", "ClientKey", "Delivery", "Endpoint", "RequestCount", "Scope", "Type"]
