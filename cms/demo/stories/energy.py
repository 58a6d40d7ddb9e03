from cms.demo.model import (
    Story,
    also_read,
    bullet,
    fact_box,
    numbered,
    paragraph,
    quote,
    subhead,
    text,
)

WIND_POWER = Story(
    key="wind_power",
    source_language="en",
    state="review",
    days_ago=0,
    section="business",
    dateline="Kvitfjellheia",
    kicker=text(en="Wind power"),
    headline=text(en="Wind farm to stand still for 21 days so that reindeer can pass"),
    lead=text(
        en="""The owners of Kvitfjellheia and the herders have signed the first agreement of its kind in
        the county. Six turbines will stop each spring and autumn, at a cost of NOK 3.4 million a
        year."""
    ),
    tags=("energy", "reindeer", "environment"),
    authors=(("jonas", "writer"),),
    lead_photo="wind_farm",
    also_read=("reindeer", "shore_power"),
    blocks=(
        paragraph(
            en="""“We have spent seven years talking about each other. Eighteen months ago we began to
            talk with each other,” says herder <strong>Jon Ánte Beaska</strong>."""
        ),
        paragraph(
            en="""The turbines will stand still for up to 14 days in April and seven days in October. The
            herders give notice 72 hours before the herd arrives, and the dates may be moved if the
            snow demands it."""
        ),
        subhead(en="Three things were agreed"),
        numbered(en="The turbines nearest the migration route stop while the herd passes."),
        numbered(en="The service road stays unploughed in April."),
        numbered(
            en="An independent biologist counts the animals and reports to both parties each year."
        ),
        quote(
            en="""You can calculate what a day without wind power costs. You could not calculate what the
            conflict cost. <em>Vigdis Haukøy, managing director</em>"""
        ),
        fact_box("reindeer_year"),
        paragraph(
            en="""The agreement runs until 31 December 2031. The six turbines have a combined output of
            25 megawatts and produce about 84 gigawatt-hours a year, according to
            <a href="https://example.org/kvitfjellheia">the annual report</a>."""
        ),
    ),
    note="Both parties have read their quotes.",
)

SHORE_POWER = Story(
    key="shore_power",
    source_language="en",
    state="ready",
    days_ago=1,
    section="business",
    dateline="Tromsø",
    kicker=text("Havn", "Ports"),
    headline=text(
        "Cruiseskipene må slå av motoren når kaia får strøm til våren",
        "Cruise ships must switch off when the quay gets power next spring",
    ),
    lead=text(
        """Fra 1. mai 2027 må skip som ligger mer enn to timer ved kai i Tromsø, bruke strøm fra land.
        Anlegget på 16 megawatt er det største i fylket.""",
        """From 1 May 2027, ships that spend more than two hours at the quay in Tromsø must use
        electricity from land. The 16-megawatt plant is the largest in the county.""",
    ),
    seo_title=text("Landstrøm for cruiseskip i Tromsø", "Shore power for cruise ships in Tromsø"),
    seo_description=text(
        "Anlegget på 16 megawatt åpner 1. mai 2027 og kutter støy og utslipp.",
        "The 16-megawatt plant opens on 1 May 2027 and cuts noise and emissions.",
    ),
    tags=("shipping", "energy", "tromso", "environment"),
    authors=(("thomas", "writer"), ("sunniva", "translator")),
    lead_photo="harbour",
    lead_photo_caption=text(
        "Sjøhusene nord i havna, der det første uttaket er på plass.",
        "The warehouses in the north of the harbour, where the first socket is in place.",
    ),
    also_read=("northern_lights_tours", "herring"),
    blocks=(
        paragraph(
            """– Folk som bor ved havna, har hørt på motorer i 30 somrer. Nå kan de åpne vinduet, sier
            prosjektleder <strong>Andrea Lanes</strong>.""",
            """“People who live by the harbour have listened to engines for 30 summers. Now they can
            open a window,” says project manager <strong>Andrea Lanes</strong>.""",
        ),
        paragraph(
            """I fjor hadde havna 183 anløp av cruiseskip. Til sammen lå de ved kai i 1~650 timer, de
            fleste med hjelpemotorene i gang.""",
            """Last year the port had 183 calls by cruise ships. Together they spent 1,650 hours at the
            quay, most of them with their auxiliary engines running.""",
        ),
        fact_box("shore_power"),
        subhead("Dette koster det", "What it costs"),
        bullet(
            "Utbygging: 212 millioner kroner, hvorav 94 millioner i tilskudd",
            "Construction: NOK 212 million, of which NOK 94 million in grants",
        ),
        bullet("Tilkobling: 8~500 kroner per anløp", "Connection: NOK 8,500 per call"),
        bullet("Strøm: markedspris pluss 12 øre", "Electricity: market price plus 12 øre"),
        paragraph(
            """Skip som ikke kan ta imot landstrøm, får et unntak ut 2028. De skal betale 40 prosent mer i
            havneavgift.""",
            """Ships that cannot take shore power are exempt until the end of 2028. They will pay
            40 per cent more in port dues.""",
        ),
        quote(
            """Det er ikke pluggen som er vanskelig. Det er de 16 megawattene bak den.
            <em>Andrea Lanes, prosjektleder</em>""",
            """The plug is not the hard part. The hard part is the 16 megawatts behind it.
            <em>Andrea Lanes, project manager</em>""",
        ),
        also_read("herring"),
    ),
)
