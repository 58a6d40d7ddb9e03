from cms.demo.model import Story, also_read, paragraph, quote, subhead, text

KELP = Story(
    key="kelp",
    source_language="nb",
    state="ready",
    days_ago=0,
    section="nature",
    dateline="Kirkenes",
    kicker=text("Havmiljø", "Marine environment"),
    headline=text(
        "Tareskogen er tilbake i sju av ti fjorder",
        "Kelp forest is back in seven of ten fjords",
    ),
    lead=text(
        """Dykkere har lett etter stortare på 64 steder i Øst-Finnmark. For elleve år sia var bunnen
        beitet ned til bar stein på de fleste av dem.""",
        """Divers have looked for kelp at 64 sites in East Finnmark. Eleven years ago, most of them had
        been grazed down to bare rock.""",
    ),
    tags=("environment", "science"),
    authors=(("ingrid", "writer"), ("eleanor", "translator")),
    lead_photo="fjord",
    lead_photo_caption=text(
        "Tre av fjordene ligger fortsatt uten tare.",
        "Three of the fjords are still without kelp.",
    ),
    also_read=("sea_ice",),
    blocks=(
        paragraph(
            """– Det første jeg så, var fisk. Det har vi ikke sett her på mange år, sier marinbiolog
            <strong>Hanne Sørvær</strong>.""",
            """“The first thing I saw was fish. We have not seen that here for many years,” says marine
            biologist <strong>Hanne Sørvær</strong>.""",
        ),
        paragraph(
            """Det er blitt 38 prosent færre kråkeboller siden 2015. Krabber har spist seg innover
            fjordene, og der de har vært, får tara stå i fred.""",
            """There are 38 per cent fewer sea urchins than in 2015. Crabs have eaten their way into the
            fjords, and where they have been, the kelp is left in peace.""",
        ),
        subhead("Tre fjorder er fortsatt bare", "Three fjords are still bare"),
        paragraph(
            """I tre fjorder er det ingen tegn til bedring. Der er vannet under 4 grader store deler av
            året, og tara vokser seint.""",
            """In three fjords there is no sign of recovery. The water there is below 4 degrees for much
            of the year, and kelp grows slowly.""",
        ),
        quote(
            """En tareskog tar ti år å få tilbake og én vinter å miste.
            <em>Hanne Sørvær, marinbiolog</em>""",
            """A kelp forest takes ten years to get back and one winter to lose.
            <em>Hanne Sørvær, marine biologist</em>""",
        ),
        also_read("sea_ice"),
        paragraph(
            """Neste telling er i juni 2027. Alle målingene ligger på
            <a href="https://example.org/tareskog">prosjektets sider</a>.""",
            """The next count is in June 2027. All the measurements are on
            <a href="https://example.org/tareskog">the project’s website</a>.""",
        ),
    ),
    note="Sperrefrist: Instituttet legger fram rapporten selv.",
)
