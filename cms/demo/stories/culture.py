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

FESTIVAL = Story(
    key="festival",
    source_language="nb",
    state="published_both",
    days_ago=4,
    section="culture",
    dateline="Harstad",
    kicker=text("Blåtimen", "Blåtimen"),
    headline=text(
        "Festivalen midt i mørketida ble utsolgt på elleve minutter",
        "Festival in the depths of the polar night sells out in eleven minutes",
    ),
    lead=text(
        """3~200 festivalpass til Blåtimen i Harstad ble revet bort fredag formiddag. Arrangøren legger
        ut 400 dagsbilletter og flytter åpningskonserten ut på kaia.""",
        """The 3,200 festival passes for Blåtimen in Harstad were snapped up on Friday morning. The
        organiser is releasing 400 day tickets and moving the opening concert out on to the quay.""",
    ),
    seo_title=text(
        "Blåtimen i Harstad utsolgt på elleve minutter",
        "Blåtimen festival in Harstad sells out in eleven minutes",
    ),
    seo_description=text(
        "400 dagsbilletter legges ut, og åpningskonserten flyttes ut på kaia.",
        "400 day tickets are released and the opening concert moves out on to the quay.",
    ),
    tags=("culture", "music"),
    authors=(("inga", "writer"), ("sindre", "photographer")),
    lead_photo="stage",
    lead_photo_caption=text(
        "I fjor spilte de for 2~400 i hallen. I januar flytter åpningskonserten ut.",
        "Last year they played to 2,400 in the hall. In January the opening concert moves outdoors.",
    ),
    also_read=("northern_lights_tours",),
    blocks=(
        paragraph(
            """– Jeg hadde satt på kaffe for å følge salget. Den rakk ikke å bli ferdig, sier
            festivalsjef <strong>Hanna Rognmo</strong>.""",
            """“I had put the coffee on to follow the sales. It was not even ready,” says festival
            director <strong>Hanna Rognmo</strong>.""",
        ),
        paragraph(
            """Festivalen går 7.–10. januar 2027, når sola fortsatt er under horisonten. 46 konserter
            skal holdes på ni scener, de fleste mellom kl. 13.00 og midnatt.""",
            """The festival runs on 7–10 January 2027, when the sun is still below the horizon. There
            will be 46 concerts on nine stages, most of them between 13:00 and midnight.""",
        ),
        fact_box("polar_night"),
        subhead("Konsert i 12 kuldegrader", "A concert at 12 degrees below zero"),
        paragraph(
            """Åpningskonserten flyttes fra hallen til Indre kai, der det er plass til 5~000.
            Strenginstrumentene får varmekabler, og publikum får låne ulltepper.""",
            """The opening concert moves from the hall to the inner quay, where there is room for
            5,000. The string instruments will have heating cables, and the audience may borrow
            woollen blankets.""",
        ),
        quote(
            """En fiolin tåler mye mer enn folk tror. Det er fingrene som er problemet.
            <em>Isak Dalheim, fiolinist</em>""",
            """A violin can take far more than people think. The fingers are the problem.
            <em>Isak Dalheim, violinist</em>""",
        ),
        subhead("Dette bør du få med deg", "What not to miss"),
        bullet(
            "<strong>Torsdag:</strong> Åpning på Indre kai kl. 18.00, med kor på 140 barn.",
            "<strong>Thursday:</strong> Opening on the inner quay at 18:00, with a choir of 140 children.",
        ),
        bullet(
            "<strong>Fredag:</strong> Joik og strykekvartett i kirka kl. 21.30.",
            "<strong>Friday:</strong> Joik and string quartet in the church at 21:30.",
        ),
        bullet(
            "<strong>Lørdag:</strong> Trommer langs strandpromenaden kl. 12.00.",
            "<strong>Saturday:</strong> Drums along the seafront at 12:00.",
        ),
        photo(
            "northern_lights",
            "Fredag flyttes én konsert ut i en lavvo utenfor byen.",
            "On Friday one concert moves into a lávvu outside town.",
        ),
        paragraph(
            """Dagsbillettene legges ut mandag kl. 10.00 på
            <a href="https://example.org/blatimen">festivalens sider</a> og koster 490 kroner.""",
            """The day tickets will be released on Monday at 10:00 on
            <a href="https://example.org/blatimen">the festival’s website</a> and cost NOK 490.""",
        ),
    ),
)
