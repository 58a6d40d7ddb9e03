"""The demo newsroom's stories, newest first, and what they show and name."""

from cms.demo.fact_boxes import FACT_BOXES
from cms.demo.model import Story
from cms.demo.newsroom import AUTHORS, SECTIONS, TAGS
from cms.demo.photos import PHOTOS
from cms.demo.stories.coast import KELP
from cms.demo.stories.culture import FESTIVAL
from cms.demo.stories.energy import SHORE_POWER, WIND_POWER
from cms.demo.stories.fisheries import HERRING
from cms.demo.stories.nature import REINDEER, STORM
from cms.demo.stories.politics import BRIDGE, SCHOOL
from cms.demo.stories.research import ROCKET, SEA_ICE
from cms.demo.stories.sport import SKI_RACE
from cms.demo.stories.tourism import NORTHERN_LIGHTS_TOURS
from cms.demo.stories.wildlife import CLOUDBERRIES, PUFFINS

__all__ = ["AUTHORS", "FACT_BOXES", "PHOTOS", "SECTIONS", "STORIES", "TAGS"]

STORIES: tuple[Story, ...] = (
    SCHOOL,
    WIND_POWER,
    KELP,
    HERRING,
    SHORE_POWER,
    NORTHERN_LIGHTS_TOURS,
    SKI_RACE,
    STORM,
    FESTIVAL,
    REINDEER,
    ROCKET,
    BRIDGE,
    CLOUDBERRIES,
    SEA_ICE,
    PUFFINS,
)
