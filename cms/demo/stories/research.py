from cms.demo.model import (
    Story,
    also_read,
    fact_box,
    numbered,
    paragraph,
    photo,
    quote,
    subhead,
    text,
)

SEA_ICE = Story(
    key="sea_ice",
    source_language="en",
    state="published_both",
    days_ago=14,
    section="research",
    dateline="Longyearbyen",
    kicker=text("Polarforskning", "Polar research"),
    headline=text(
        "Drone var 26 timer under havisen – og kom tilbake med kartet",
        "Drone spends 26 hours under the sea ice – and returns with the map",
    ),
    lead=text(
        """Et 2,4 meter langt undervannsfartøy har målt isens underside langs en 190 kilometer lang
        rute nord for Svalbard. Forskerne ventet å miste det to ganger.""",
        """An underwater vehicle 2.4 metres long has measured the underside of the ice along a
        190-kilometre route north of Svalbard. Twice, the scientists expected to lose it.""",
    ),
    seo_title=text(
        "Undervannsdrone kartla havisen nord for Svalbard",
        "Underwater drone maps the sea ice north of Svalbard",
    ),
    seo_description=text(
        "26 timer under isen ga det mest detaljerte kartet forskerne har hatt av undersida.",
        "26 hours under the ice gave the most detailed map the scientists have had of its underside.",
    ),
    tags=("science", "sea_ice", "svalbard", "arctic_ocean"),
    authors=(("thomas", "writer"), ("sunniva", "translator")),
    lead_photo="ship_in_ice",
    also_read=("rocket",),
    blocks=(
        paragraph(
            """– Da den dukket opp i råka, var det helt stille på dekk. Så begynte alle å klappe, sier
            toktleder <strong>Maren Hellevik</strong> ved Nordisk havislaboratorium.""",
            """“When it surfaced in the lead, the deck was quite silent. Then everyone began to clap,”
            says cruise leader <strong>Maren Hellevik</strong> of the Nordic Sea Ice Laboratory.""",
        ),
        paragraph(
            """Dronen gikk ned fra forskningsskipet <em>Polarstjerna</em> kl. 07.15 ei lørdag og ble
            hentet opp kl. 09.20 dagen etter. Den hadde da passert 13 målestasjoner på mellom 8 og
            40 meters dyp.""",
            """The drone left the research vessel <em>Polarstjerna</em> at 07:15 on a Saturday and was
            recovered at 09:20 the next day. By then it had passed 13 measuring stations at depths
            of between 8 and 40 metres.""",
        ),
        photo("chart"),
        subhead("Fjell og daler opp ned", "Mountains and valleys upside down"),
        paragraph(
            """Kartet viser en ujevn overflate, med rygger som stikker opptil 11 meter ned i sjøen.
            Mellom dem er isen mange steder under 1,2 meter tykk.""",
            """The map shows a rugged surface, with ridges that reach as far as 11 metres into the sea.
            Between them, the ice is in many places less than 1.2 metres thick.""",
        ),
        quote(
            """Ovenfra er et isflak flatt. Nedenfra er det et landskap.
            <em>Maren Hellevik, toktleder</em>""",
            """From above, a floe is flat. From below, it is a landscape.
            <em>Maren Hellevik, cruise leader</em>""",
        ),
        photo("under_ice"),
        paragraph("Tre ting skal undersøkes nærmere:", "Three things will be looked into:"),
        numbered(
            "Hvor mye ryggene bremser vannet under isen.",
            "How much the ridges slow the water under the ice.",
        ),
        numbered(
            "Om algene vokser tettere i de tynne partiene.",
            "Whether algae grow more densely in the thin parts.",
        ),
        numbered(
            "Hvor godt satellittenes tall stemmer med dronens.",
            "How well the satellites’ figures agree with the drone’s.",
        ),
        fact_box("sea_ice"),
        paragraph(
            """Alle data legges åpent ut på <a href="https://example.org/havis">laboratoriets
            sider</a> innen 1. mars 2027. Neste tokt er planlagt i april.""",
            """All data will be openly available on <a href="https://example.org/havis">the
            laboratory’s pages</a> by 1 March 2027. The next cruise is planned for April.""",
        ),
        also_read("rocket"),
    ),
)

ROCKET = Story(
    key="rocket",
    source_language="en",
    state="published_both",
    days_ago=6,
    section="research",
    dateline="Andøya",
    kicker=text("Romfart", "Space"),
    headline=text(
        "Studentrakett nådde 127 kilometer og fløy rett gjennom nordlyset",
        "Student rocket reaches 127 kilometres, straight through the northern lights",
    ),
    lead=text(
        """Etter elleve utsettelser lyktes det for 23 studenter å skyte opp Blålys 2 fra Andøya.
        Raketten var i lufta i seks minutter.""",
        """After eleven postponements, 23 students have succeeded in launching Blålys 2 from Andøya.
        The rocket was in the air for six minutes.""",
    ),
    seo_title=text("Studentrakett skutt opp fra Andøya", "Student rocket launched from Andøya"),
    seo_description=text(
        "Blålys 2 nådde 127 kilometer og målte nordlyset underveis.",
        "Blålys 2 reached 127 kilometres and measured the northern lights on its way.",
    ),
    tags=("space", "science", "northern_lights", "education"),
    authors=(("thomas", "writer"), ("ingrid", "translator")),
    lead_photo="rocket",
    also_read=("sea_ice",),
    blocks=(
        paragraph(
            """Nedtellingen hadde stanset på 40 sekunder kvelden før. Denne gangen gikk den helt ned:
            Kl. 17.42 forlot den 5,1 meter lange raketten rampa.""",
            """The evening before, the countdown had stopped at 40 seconds. This time it went all the
            way: at 17:42 the rocket, 5.1 metres long, left the ramp.""",
        ),
        paragraph(
            """– Vi så den i omtrent fire sekunder. Så var det bare nordlyset igjen, og det var jo det
            vi skulle inn i, sier prosjektleder <strong>Jenny Okkenhaug</strong> (24).""",
            """“We saw it for about four seconds. Then only the northern lights were left, and they
            were of course what we were aiming for,” says project leader
            <strong>Jenny Okkenhaug</strong> (24).""",
        ),
        subhead("Målte hvert millisekund", "A measurement every millisecond"),
        paragraph(
            """I nesekjeglen satt to instrumenter på til sammen 1,9 kilo, som studentene har bygd selv.
            De sendte 1~000 målinger i sekundet til bakken.""",
            """In the nose cone were two instruments that together weighed 1.9 kilos and that the
            students had built themselves. They sent 1,000 measurements a second to the ground.""",
        ),
        photo(
            "northern_lights",
            "Nordlyset sto over hele himmelen da raketten ble skutt opp.",
            "Northern lights filled the sky when the rocket was launched.",
        ),
        paragraph(
            """Dataene ser hele ut, men det tar uker å gå gjennom dem. Første utkast til en artikkel
            skal være ferdig til 15. januar 2027.""",
            """The data look complete, but it will take weeks to go through them. A first draft of a
            paper is to be ready by 15 January 2027.""",
        ),
        quote(
            """Elleve ganger pakket vi sammen og dro hjem. Jeg tror vi lærte mest av det.
            <em>Tobias Reinvik, student</em>""",
            """Eleven times we packed up and went home. I think that is what we learned most from.
            <em>Tobias Reinvik, student</em>""",
        ),
        fact_box("northern_lights"),
        paragraph(
            """Restene av raketten falt i sjøen 64 kilometer nordvest for øya, innenfor det avmerkede
            området. Blålys 3 er på tegnebrettet, og nye studenter kan
            <a href="https://example.org/blalys">søke om plass</a> fra høsten.""",
            """The remains of the rocket fell into the sea 64 kilometres north-west of the island,
            inside the marked area. Blålys 3 is on the drawing board, and new students may
            <a href="https://example.org/blalys">apply for a place</a> from the autumn.""",
        ),
    ),
)
