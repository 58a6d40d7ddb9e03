from cms.demo.model import (
    Story,
    bullet,
    fact_box,
    paragraph,
    quote,
    subhead,
    text,
)

CLOUDBERRIES = Story(
    key="cloudberries",
    source_language="nb",
    state="withdrawn",
    days_ago=11,
    section="nature",
    dateline="Tana",
    kicker=text("Multer", "Cloudberries"),
    headline=text(
        "Rekordår for multer: 41 tonn levert til bærmottakene",
        "Record year for cloudberries: 41 tonnes delivered",
    ),
    lead=text(
        """Aldri før er det levert så mye multer i Øst-Finnmark, ifølge mottakenes liste. Prisen falt
        likevel bare med fire kroner kiloet.""",
        """Never before have so many cloudberries been delivered in eastern Finnmark, according to the
        buyers’ list. Even so, the price fell by only NOK 4 a kilo.""",
    ),
    tags=("environment",),
    authors=(("inga", "writer"),),
    lead_photo="cloudberries",
    blocks=(
        paragraph(
            """– Jeg har plukket i 50 år, og i år måtte jeg gå hjem for å hente flere bøtter, sier
            <strong>Magnhild Smalfjell</strong> (68).""",
            """“I have been picking for 50 years, and this year I had to go home for more buckets,” says
            <strong>Magnhild Smalfjell</strong> (68).""",
        ),
        paragraph(
            """Sju mottak tok imot til sammen 41 tonn mellom 25. juli og 20. august. Forrige rekord var
            29 tonn.""",
            """Seven buyers took in a total of 41 tonnes between 25 July and 20 August. The previous
            record was 29 tonnes.""",
        ),
        subhead("Slik gikk det", "How it went"),
        bullet("Pris til plukker: 96 kroner kiloet", "Price to pickers: NOK 96 a kilo"),
        bullet("Plukkere registrert: 312", "Pickers registered: 312"),
        bullet("Beste dag: 3. august, med 4,6 tonn", "Best day: 3 August, with 4.6 tonnes"),
        quote(
            """De beste stedene får du ikke vite om. Ikke av meg heller.
            <em>Magnhild Smalfjell, plukker</em>""",
            """You will not hear about the best places. Not from me either.
            <em>Magnhild Smalfjell, picker</em>""",
        ),
    ),
    withdrawal=text(
        """Saken er trukket fordi tallet på 41 tonn gjaldt alle slags bær, ikke bare multer. Vi
        beklager feilen.""",
        """This story has been withdrawn because the figure of 41 tonnes was for berries of all kinds,
        not cloudberries alone. We apologise for the error.""",
    ),
)

PUFFINS = Story(
    key="puffins",
    source_language="en",
    state="unpublished_changes",
    days_ago=21,
    section="nature",
    dateline="Lundholmen",
    kicker=text("Sjøfugl", "Seabirds"),
    headline=text(
        "Lyttet til lundefuglene i 90 netter og fant 700 par som ingen hadde sett",
        "Listening to puffins for 90 nights reveals 700 pairs nobody had seen",
    ),
    lead=text(
        """40 mikrofoner i bakken har gitt et nytt tall på lundene på Lundholmen: 4~300 par, ikke 3~600.
        Fuglene hadde flyttet til baksida av øya.""",
        """40 microphones in the ground have produced a new figure for the puffins of Lundholmen: 4,300
        pairs, not 3,600. The birds had moved to the far side of the island.""",
    ),
    seo_title=text(
        "Fant 700 nye par lunde med mikrofoner", "Microphones find 700 more puffin pairs"
    ),
    seo_description=text(
        "40 mikrofoner i bakken ga et nytt tall for kolonien på Lundholmen.",
        "40 microphones in the ground gave a new figure for the colony on Lundholmen.",
    ),
    tags=("seabirds", "environment", "science"),
    authors=(("thomas", "writer"), ("thomas", "photographer"), ("sunniva", "translator")),
    lead_photo="puffins",
    also_read=("sea_ice",),
    blocks=(
        paragraph(
            """– En lunde i en gang høres ut som en liten motorsag langt unna. Når du først har hørt det,
            hører du det overalt, sier biolog <strong>Torunn Eidissen</strong>.""",
            """“A puffin in a burrow sounds like a small chainsaw far away. Once you have heard it, you
            hear it everywhere,” says biologist <strong>Torunn Eidissen</strong>.""",
        ),
        paragraph(
            """Kolonien er talt med kikkert hvert år siden 1981. I år la Eidissen og tre studenter ut
            40 mikrofoner, hver på størrelse med en fyrstikkeske, og lot dem stå fra april til
            juli.""",
            """The colony has been counted with binoculars every year since 1981. This year, Eidissen
            and three students put out 40 microphones, each the size of a matchbox, and left them
            from April to July.""",
        ),
        subhead("På nordsida", "On the north side"),
        paragraph(
            """Opptakene viste liv i en bratt skråning som ingen hadde regnet med. Der var det 700 par,
            i ganger som ikke kan ses fra sjøen.""",
            """The recordings showed life on a steep slope that nobody had counted on. There were
            700 pairs, in burrows that cannot be seen from the sea.""",
        ),
        quote(
            """Vi hadde ikke talt feil. Vi hadde talt på feil side.
            <em>Torunn Eidissen, biolog</em>""",
            """We had not counted wrongly. We had counted on the wrong side.
            <em>Torunn Eidissen, biologist</em>""",
        ),
        fact_box("puffin"),
        paragraph(
            """Færre unger kom på vingene enn i fjor: 0,42 per par, mot 0,51. Det kan skyldes at
            småfisken kom sent. Tallene er publisert i <em>årets rapport</em>, som
            <a href="https://example.org/lunde">kan lastes ned</a>.""",
            """Fewer chicks fledged than last year: 0.42 per pair, against 0.51. The reason may be that
            the small fish came late. The figures are published in <em>this year’s report</em>, which
            <a href="https://example.org/lunde">can be downloaded</a>.""",
        ),
        paragraph(
            """Mikrofonene skal ut igjen i april. Øya er stengt for ferdsel fra 15. april til 31. juli,
            og båter må holde 50 meters avstand.""",
            """The microphones will go out again in April. The island is closed to visitors from
            15 April to 31 July, and boats must keep 50 metres away.""",
        ),
    ),
    revision={
        1: text(
            """Kolonien er talt med kikkert hvert år siden 1981. I år satte Eidissen og tre studenter ut
            40 mikrofoner, hver på størrelse med ei fyrstikkeske, og lot dem stå ute fra april til
            juli."""
        ),
    },
    note="Place names stay as they are.",
)
