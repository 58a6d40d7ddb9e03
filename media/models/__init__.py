from media.models.photo import Credit, Photo, PhotoQuerySet
from media.models.rendition import Rendition

__all__ = ["Credit", "Photo", "PhotoQuerySet", "Rendition"]
