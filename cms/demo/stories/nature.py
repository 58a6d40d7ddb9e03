from cms.demo.model import (
    Story,
    also_read,
    bullet,
    fact_box,
    paragraph,
    quote,
    subhead,
    text,
)

STORM = Story(
    key="storm",
    source_language="nb",
    state="published_source_only",
    days_ago=3,
    section="nature",
    dateline="Steinvær",
    kicker=text("Uvær"),
    headline=text("4~200 uten strøm etter ei natt med orkan i kastene"),
    lead=text(
        """Det blåste 39 meter i sekundet på Steinvær fyr natt til onsdag. Ingen er meldt skadd, men tre
        veier er stengt, og ferga står til torsdag."""
    ),
    tags=("weather", "transport"),
    authors=(("inga", "writer"),),
    lead_photo="storm",
    also_read=("herring",),
    blocks=(
        paragraph(
            """– Huset ristet som om noen flyttet møbler på loftet. Kl. 03.10 ble det svart, sier
            <strong>Roald Tenfjord</strong>, som bor 200 meter fra moloen."""
        ),
        paragraph(
            """Kl. 09.00 onsdag var 4~200 kunder uten strøm. Ti timer tidligere var tallet 350.
            Mannskapene regner med å ha alle på nett igjen i løpet av kvelden."""
        ),
        subhead("Stengt"),
        bullet("Kystveien mellom Steinvær og Lomvika, trolig til kl. 16.00"),
        bullet("Fjellovergangen over Storskaret, kolonnekjøring fra torsdag"),
        bullet("Veien til Ytre Havn, et 30 meter langt parti er vasket ut"),
        quote(
            """Vi har berget båtene. Naustet får vi bygge opp igjen.
            <em>Solfrid Tenfjord, Steinvær</em>"""
        ),
        paragraph(
            """Vinden ventes å løye til liten kuling torsdag. Følg med på
            <a href="https://example.org/vaer">varselet</a> før du drar ut, er rådet fra
            redningstjenesten."""
        ),
    ),
)

REINDEER = Story(
    key="reindeer",
    source_language="nb",
    state="translation_review",
    days_ago=5,
    section="nature",
    dateline="Kautokeino",
    kicker=text("Reindrift", "Reindeer herding"),
    headline=text(
        "Flytter 3~200 rein to uker før tida når isen legger seg over beitet",
        "Moving 3,200 reindeer two weeks early as ice seals the pastures",
    ),
    lead=text(
        """Regn på frossen mark har lagt et fire centimeter tykt islokk over laven. Siidaen til Biret
        Ánne Skáidi tok ikke sjansen på å vente.""",
        """Rain on frozen ground has put a lid of ice four centimetres thick over the lichen. The siida
        of Biret Ánne Skáidi did not dare to wait.""",
    ),
    seo_title=text(
        "Is over beitet: Flytter 3~200 rein to uker før tida",
        "Ice over the pastures: 3,200 reindeer moved two weeks early",
    ),
    seo_description=text(
        "Islokk på vidda tvinger en siida til å flytte flokken før tida.",
        "A lid of ice on the plateau forces a siida to move its herd early.",
    ),
    tags=("reindeer", "sami", "weather"),
    authors=(("per_ailo", "writer"), ("per_ailo", "photographer")),
    lead_photo="herd",
    also_read=("storm",),
    blocks=(
        paragraph(
            """– Reinen graver, og så stopper den. Da vet du det, sier <strong>Biret Ánne
            Skáidi</strong>, og stikker en stav ned til hun hører at den treffer is.""",
            """“The reindeer digs, and then it stops. That tells you,” says <strong>Biret Ánne
            Skáidi</strong>, and pushes a stick down until she hears it hit ice.""",
        ),
        paragraph(
            """Flokken på 3~200 dyr har 85 kilometer å gå. Med fem timers dagslys regner hun med ni
            dager, mot seks i et vanlig år.""",
            """The herd of 3,200 animals has 85 kilometres to go. With five hours of daylight she
            reckons on nine days, against six in an ordinary year.""",
        ),
        subhead("Tredje gang på ti år", "Third time in ten years"),
        paragraph(
            """Før pleide dette å skje én gang på 20 år, forteller faren hennes, Niillas (71). Nå er det
            tredje gang på ti. På samisk heter islaget nærmest bakken <em>bodneskárta</em>.""",
            """It used to happen once in 20 years, says her father, Niillas (71). Now it is the third
            time in ten. In Sámi, the layer of ice closest to the ground is called
            <em>bodneskárta</em>.""",
        ),
        quote(
            """Vi har ord for dette fordi det har skjedd før. Det nye er hvor ofte vi bruker dem.
            <em>Biret Ánne Skáidi, reineier</em>""",
            """We have words for this because it has happened before. What is new is how often we use
            them. <em>Biret Ánne Skáidi, herder</em>""",
        ),
        fact_box("reindeer_year"),
        paragraph(
            """Siidaen har søkt om 180~000 kroner til 40 tonn fôr, i tilfelle isen også ligger ved
            kysten. Svaret ventes innen 1. desember.""",
            """The siida has applied for NOK 180,000 for 40 tonnes of feed, in case there is ice near
            the coast as well. An answer is expected by 1 December.""",
        ),
        paragraph(
            """Nabosiidaene er varslet, og rutene er lagt så flokkene ikke blandes. De som kjører
            scooter, bes holde 500 meters avstand.""",
            """The neighbouring siidas have been told, and the routes are laid so that the herds do not
            mix. Snowmobile drivers are asked to keep 500 metres away.""",
        ),
        paragraph(
            """Vinden ventes å øke til sterk kuling på vidda torsdag. Følg med på
            <a href="https://example.org/vaer">varselet</a> før du drar ut, er rådet fra
            redningstjenesten.""",
            """The wind is expected to increase to a strong breeze on the plateau on Thursday. Follow
            <a href="https://example.org/vaer">the forecast</a> before you set out, the rescue
            service advises.""",
        ),
        also_read("storm"),
    ),
    note="Sjekk skrivemåten av de samiske ordene.",
)
