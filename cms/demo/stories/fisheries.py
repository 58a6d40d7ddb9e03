from cms.demo.model import (
    Story,
    bullet,
    fact_box,
    paragraph,
    photo,
    quote,
    subhead,
    text,
)

HERRING = Story(
    key="herring",
    source_language="nb",
    state="published_both",
    days_ago=1,
    section="business",
    dateline="Skjervøy",
    kicker=text("Sildefiske", "Herring fishery"),
    headline=text(
        "Silda kom tre uker før ventet: 41 båter på vei til Skjervøy",
        "Herring three weeks early: 41 boats on their way to Skjervøy",
    ),
    lead=text(
        """Natt til tirsdag ble de første 620 tonnene landet på Skjervøy. Mottaket kjører nå tre skift,
        og havna sender båter til reservekaiene.""",
        """The first 620 tonnes were landed at Skjervøy in the early hours of Tuesday. The plant is
        now running three shifts, and the harbour is sending boats to its reserve quays.""",
    ),
    seo_title=text(
        "Silda kom tidlig til Skjervøy – 41 båter på vei",
        "Early herring at Skjervøy: 41 boats on their way",
    ),
    seo_description=text(
        "De første 620 tonnene er landet, og mottaket kjører tre skift i døgnet.",
        "The first 620 tonnes have been landed, and the plant runs three shifts a day.",
    ),
    tags=("fisheries", "herring", "shipping"),
    authors=(("ingrid", "writer"), ("sindre", "photographer")),
    lead_photo="fishing_boat",
    also_read=("sea_ice", "shore_power"),
    blocks=(
        paragraph(
            """– Jeg har fisket i 31 år og har aldri sett silda stå så tett så tidlig, sier skipper
            <strong>Arnt Vollbakk</strong> om bord på <em>Havsula</em>.""",
            """“I have fished for 31 years and have never seen the herring stand so thick so early,”
            says skipper <strong>Arnt Vollbakk</strong> aboard the <em>Havsula</em>.""",
        ),
        paragraph(
            """Båten kom inn kl. 04.30 med 180 tonn i lasten. Ti minutter senere la neste fartøy seg i
            kø utenfor moloen.""",
            """The boat came in at 04:30 with 180 tonnes in her hold. Ten minutes later the next vessel
            joined the queue outside the mole.""",
        ),
        subhead("Doblet bemanningen", "Twice the staff"),
        paragraph(
            """Ved Nordtind Sjømat er 64 personer på jobb i løpet av døgnet, mot 28 i ei vanlig
            novemberuke. Tre av fire er fra kommunen.""",
            """At Nordtind Seafood, 64 people are at work round the clock, against 28 in an ordinary
            week in November. Three in four are from the municipality.""",
        ),
        quote(
            """Vi ringte alle som sto på lista, og så ringte vi dem som sto på fjorårets liste.
            <em>Mona Kildahl, daglig leder</em>""",
            """We rang everyone on the list, and then we rang those on last year’s list.
            <em>Mona Kildahl, managing director</em>""",
        ),
        paragraph("Slik fordeler landingene seg så langt:", "The landings so far:"),
        bullet("Skjervøy: 620 tonn fra fire båter", "Skjervøy: 620 tonnes from four boats"),
        bullet("Kvænangen: 210 tonn fra to båter", "Kvænangen: 210 tonnes from two boats"),
        bullet("Tromsø: 95 tonn fra én båt", "Tromsø: 95 tonnes from one boat"),
        fact_box("herring"),
        subhead("Prisen holder seg", "The price is holding"),
        paragraph(
            """Første hånds pris har ligget på 8,40 kroner kiloet hele uka, ifølge
            <a href="https://example.org/sildelista">dagslista</a>. Det er 60 øre mer enn på samme tid
            i fjor.""",
            """The first-hand price has been NOK 8.40 a kilo all week, according to
            <a href="https://example.org/sildelista">the daily list</a>. That is 60 øre more than at
            the same time last year.""",
        ),
        photo("harbour"),
        paragraph(
            """Havnesjef Liv Årnes ber fritidsbåter holde god avstand til båter som fisker, og særlig
            etter mørkets frembrudd. Havnevakta er bemannet hele døgnet til 12. desember.""",
            """Harbour master Liv Årnes asks leisure boats to keep well away from boats that are
            fishing, above all after dark. The harbour watch is staffed round the clock until
            12 December.""",
        ),
    ),
)
