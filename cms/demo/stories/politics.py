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

BRIDGE = Story(
    key="bridge",
    source_language="nb",
    state="stale",
    days_ago=8,
    section="politics",
    dateline="Nordvær",
    kicker=text("Kommunestyret", "Municipal council"),
    headline=text(
        "Ja til bru over Storsundet med 19 mot 12 stemmer",
        "Bridge over the Storsund approved by 19 votes to 12",
    ),
    lead=text(
        """Etter 22 års debatt vedtok kommunestyret i Nordvær torsdag å bygge bru til Ytterøya.
        Bompengene skal betales i 15 år.""",
        """After 22 years of debate, the Nordvær municipal council decided on Thursday to build a
        bridge to Ytterøya. Tolls are to be paid for 15 years.""",
    ),
    tags=("local_politics", "transport"),
    authors=(("ingrid", "writer"),),
    lead_photo="bridge",
    also_read=("shore_power",),
    blocks=(
        paragraph(
            """Møtet varte i seks timer og 40 minutter. Da ordfører <strong>Grete Solhøi</strong> slo
            klubba i bordet kl. 23.40, sto flere på tilhørerbenken og gråt.""",
            """The meeting lasted six hours and 40 minutes. When mayor <strong>Grete Solhøi</strong>
            brought down the gavel at 23:40, several people in the public seats were in tears.""",
        ),
        paragraph(
            """– Mormor skrev under på det første oppropet i 2004. Nå får oldebarna hennes gå på
            fotballtrening uten å se på fergeruta, sa Solhøi etter møtet.""",
            """“My grandmother signed the first petition in 2004. Now her great-grandchildren can go
            to football practice without checking the ferry timetable,” Solhøi said after the
            meeting.""",
        ),
        fact_box("bridge"),
        subhead("Regninga", "The bill"),
        paragraph(
            """Brua er beregnet til 1,8 milliarder kroner. Kommunen selv skal betale 240 millioner, og
            bompengene skal dekke 900 millioner. Fylket betaler resten.""",
            """The bridge is estimated to cost NOK 1.8 billion. The municipality itself is to pay
            NOK 240 million, and the tolls are to cover NOK 900 million. The county pays the rest.""",
        ),
        paragraph("Slik blir takstene:", "The tolls will be:"),
        bullet("Personbil: 98 kroner", "Car: NOK 98"),
        bullet("Lastebil: 294 kroner", "Lorry: NOK 294"),
        bullet("Syklende og gående: gratis", "Cyclists and pedestrians: free"),
        subhead("Mindretallet frykter renta", "The minority fears interest rates"),
        paragraph(
            """De tolv som stemte imot, ville utsette saken til det foreligger en ny beregning av
            renter og trafikk.""",
            """The twelve who voted against wanted to postpone the matter until there is a new estimate
            of interest and traffic.""",
        ),
        quote(
            """Jeg er ikke imot brua. Jeg er imot å kjøpe den uten å vite prisen.
            <em>Odd Inge Myrvær, gruppeleder for mindretallet</em>""",
            """I am not against the bridge. I am against buying it without knowing the price.
            <em>Odd Inge Myrvær, leader of the minority group</em>""",
        ),
        photo("fjord"),
        paragraph(
            """Arbeidet kan ta til i august 2027, og åpninga er satt til 2031. Alle sakspapirene ligger
            på <a href="https://example.org/storsundbrua">kommunens sider</a>.""",
            """Work may begin in August 2027, and the opening is set for 2031. All the documents are on
            <a href="https://example.org/storsundbrua">the municipality’s website</a>.""",
        ),
    ),
    revision={
        4: text(
            """Brua er beregnet til 2,1 milliarder kroner, opp fra 1,8 i det første anslaget. Kommunen
            selv skal betale 240 millioner, og bompengene skal dekke 1,2 milliarder. Fylket betaler resten."""
        ),
        6: text("Personbil: 112 kroner"),
    },
    note="Stedsnavn oversettes ikke.",
)

SCHOOL = Story(
    key="school",
    source_language="nb",
    state="draft",
    days_ago=0,
    section="politics",
    dateline="Nordvær",
    kicker=text("Skole"),
    headline=text("Elevene fikk bestemme: Skolebiblioteket får kveldsåpent"),
    lead=text(
        """Ungdomsrådet fikk 2,5 millioner kroner å råde over og valgte bøker, lys og en vaktmester på
        kveldstid. Fra 11. januar kan hele bygda låne."""
    ),
    tags=("education", "local_politics"),
    authors=(("ingrid", "writer"),),
    lead_photo="library",
    also_read=("bridge",),
    blocks=(
        paragraph(
            """– De voksne trodde vi ville ha ny skatepark. Men det vi mangler om vinteren, er et sted
            å være, sier leder av ungdomsrådet, <strong>Sunniva Leirbukt</strong> (16)."""
        ),
        paragraph(
            """Biblioteket ved Nordvær skole skal ha åpent til kl. 21.00 fire dager i uka. I dag stenger
            det kl. 15.30."""
        ),
        subhead("Slik blir pengene brukt"),
        bullet("Bøker og spill: 900~000 kroner"),
        bullet("Lys, sofaer og scene: 1,1 millioner kroner"),
        bullet("Bemanning på kveldstid i to år: 500~000 kroner"),
        quote(
            """Vi har ikke hatt så mange innspill til noen sak siden ferga.
            <em>Grete Solhøi, ordfører</em>"""
        ),
        paragraph("TK: Kommentar fra rektor. Har ringt to ganger, ringer igjen onsdag."),
    ),
    note="Mangler rektor, og engelsk alternativtekst på bildet.",
)
