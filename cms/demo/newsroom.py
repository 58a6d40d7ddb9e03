"""The demo newsroom itself: its name, sections, tags and the people who write."""

from cms.demo.model import Author, Section, Tag, text

NAME = "Nordbrisen"

SECTIONS = (
    Section("business", text("Næringsliv", "Business"), text("naeringsliv", "business")),
    Section("politics", text("Politikk", "Politics"), text("politikk", "politics")),
    Section("research", text("Forskning", "Research"), text("forskning", "research")),
    Section(
        "nature",
        text("Natur og vær", "Nature and Weather"),
        text("natur-og-vaer", "nature"),
    ),
    Section("culture", text("Kultur", "Culture"), text("kultur", "culture")),
    Section("sport", text("Sport", "Sport"), text("sport", "sport")),
)

TAGS = (
    Tag("fisheries", text("Fiskeri", "Fisheries")),
    Tag("herring", text("Sild", "Herring")),
    Tag("science", text("Forskning og teknologi", "Science and technology"), medtop="13000000"),
    Tag("sea_ice", text("Havis", "Sea ice")),
    Tag("arctic_ocean", text("Polhavet", "Arctic Ocean"), wikidata="Q788"),
    Tag("svalbard", text("Svalbard", "Svalbard"), wikidata="Q25231"),
    Tag("local_politics", text("Kommunepolitikk", "Local politics")),
    Tag("transport", text("Samferdsel", "Transport")),
    Tag("culture", text("Kultur og underholdning", "Arts and culture"), medtop="01000000"),
    Tag("music", text("Musikk", "Music"), medtop="20000018"),
    Tag("skiing", text("Langrenn", "Cross-country skiing")),
    Tag("sport", text("Idrett", "Sport"), medtop="15000000"),
    Tag("energy", text("Kraft og energi", "Energy")),
    Tag("shipping", text("Skipsfart", "Shipping")),
    Tag("weather", text("Vær", "Weather"), medtop="17000000"),
    Tag("reindeer", text("Reindrift", "Reindeer herding")),
    Tag("sami", text("Samer", "Sámi people"), wikidata="Q48199"),
    Tag("tourism", text("Reiseliv", "Tourism")),
    Tag("northern_lights", text("Nordlys", "Northern lights")),
    Tag("education", text("Skole og utdanning", "Education"), medtop="05000000"),
    Tag("space", text("Romfart", "Space")),
    Tag("seabirds", text("Sjøfugl", "Seabirds")),
    Tag("environment", text("Miljø", "Environment"), medtop="06000000"),
    Tag("tromso", text("Tromsø", "Tromsø"), wikidata="Q26087"),
)

AUTHORS = (
    Author("ingrid", "Ingrid Aasheim"),
    Author("thomas", "Thomas Whitlock"),
    Author("sunniva", "Sunniva Breivoll"),
    Author("eleanor", "Eleanor Marsh"),
    Author("jonas", "Jonas Strømnær"),
    Author("inga", "Inga Bårdsvik"),
    Author("per_ailo", "Per Ailo Vuorje"),
    Author("sindre", "Sindre Nordhamn"),
)
