from api.models.delivery import Attempt, Delivery
from api.models.endpoint import Endpoint, Type

__all__ = ["Attempt", "Delivery", "Endpoint", "Type"]
