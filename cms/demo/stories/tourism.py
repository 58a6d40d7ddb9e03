from cms.demo.model import (
    Story,
    bullet,
    fact_box,
    paragraph,
    quote,
    subhead,
    text,
)

NORTHERN_LIGHTS_TOURS = Story(
    key="northern_lights_tours",
    source_language="nb",
    state="in_translation",
    days_ago=2,
    section="business",
    dateline="Tromsø",
    kicker=text("Reiseliv", "Tourism"),
    headline=text(
        "Guidene slår av lyktene og deler på himmelen",
        "Guides switch off their torches and share out the sky",
    ),
    lead=text(
        """18 nordlysfirmaer har blitt enige om å fordele utsiktspunktene mellom seg hver ettermiddag.
        Målet er færre busser på samme parkeringsplass.""",
        """18 northern lights companies have agreed to divide the viewpoints between them every
        afternoon. The aim is fewer coaches in the same car park.""",
    ),
    seo_title=text("Nordlysguider i Tromsø fordeler utsiktspunktene"),
    seo_description=text("18 firmaer deler på 26 steder for å få færre busser samlet."),
    tags=("tourism", "northern_lights", "tromso"),
    authors=(("ingrid", "writer"), ("eleanor", "translator")),
    lead_photo="northern_lights",
    also_read=("shore_power", "festival"),
    untranslated=(4, 5, 8, 9, "seo_title", "seo_description"),
    blocks=(
        paragraph(
            """– I fjor telte jeg 34 busser på en plass med rom for 12. Alle hadde tent lys, og ingen så
            noe, sier guide <strong>Marius Tønder</strong>.""",
            """“Last year I counted 34 coaches in a place with room for 12. They all had their lights
            on, and nobody saw a thing,” says guide <strong>Marius Tønder</strong>.""",
        ),
        paragraph(
            """Ordninga er enkel: Kl. 15.00 legges dagens 26 steder ut på ei felles tavle. Hvert firma
            velger ett, og ingen steder får mer enn åtte busser.""",
            """The arrangement is simple: at 15:00 the day’s 26 places are put on a shared board. Each
            company chooses one, and no place gets more than eight coaches.""",
        ),
        fact_box("northern_lights"),
        subhead("Tre regler for mørket", "Three rules for the dark"),
        bullet("Frontlys og lykter slås av innen to minutter."),
        bullet("Bål bare på faste plasser."),
        bullet(
            "Ingen på privat eiendom uten avtale.", "No one on private land without an agreement."
        ),
        quote(
            """Det vi selger, er mørke. Da kan vi ikke lyse det opp.
            <em>Marius Tønder, guide</em>""",
            """What we sell is darkness. Then we cannot go lighting it up.
            <em>Marius Tønder, guide</em>""",
        ),
        paragraph(
            """Naboene på Kvaløya har klaget på trafikken i flere år. Velforeningas leder, <strong>Astrid
            Bakkejord</strong>, kaller avtalen «det første som har virket»."""
        ),
        paragraph(
            """Ordninga prøves ut fram til 31. mars 2027. Da skal firmaene legge fram tall for antall
            gjester, kjørte kilometer og klager, og reglene ligger på
            <a href="https://example.org/nordlys">bransjens sider</a>."""
        ),
    ),
)
