from cms.demo.model import Story, numbered, paragraph, photo, quote, subhead, text

SKI_RACE = Story(
    key="ski_race",
    source_language="nb",
    state="published_both",
    days_ago=2,
    section="sport",
    dateline="Bardufoss",
    kicker=text("Langrenn", "Cross-country skiing"),
    headline=text(
        "Brennmo (17) vant Elveløpet med fire tideler",
        "Brennmo, 17, wins the Elveløpet race by four tenths of a second",
    ),
    lead=text(
        """Ylva Brennmo lå 14 sekunder bak ved siste passering. På oppløpet gikk hun forbi tre løpere og
        inn til sin første seier blant seniorene.""",
        """Ylva Brennmo was 14 seconds behind at the last checkpoint. On the home straight she passed
        three skiers to take her first win among the seniors.""",
    ),
    tags=("skiing", "sport"),
    authors=(("jonas", "writer"), ("sindre", "photographer")),
    lead_photo="ski_track",
    also_read=("festival",),
    blocks=(
        paragraph(
            """– Jeg tenkte ikke. Jeg bare stakte til noen ropte at jeg kunne stoppe, sier Brennmo, som
            går for Målselv skiklubb og er ferdig på videregående til våren.""",
            """“I did not think. I just kept poling until someone shouted that I could stop,” says
            Brennmo, who skis for the Målselv ski club and leaves school in the spring.""",
        ),
        paragraph(
            """Rennet gikk over 30 kilometer i klassisk stil, med start kl. 11.00 og 18 minusgrader.
            Av 214 startende kom 187 i mål.""",
            """The race was held over 30 kilometres in the classical style, with the start at 11:00
            and 18 degrees of frost. Of 214 starters, 187 finished.""",
        ),
        subhead("Resultater, kvinner senior", "Results, senior women"),
        numbered("Ylva Brennmo, Målselv, 1:31:08,2", "Ylva Brennmo, Målselv, 1:31:08.2"),
        numbered(
            "Karoline Aasvik, Alta, 0,4 sekunder bak", "Karoline Aasvik, Alta, 0.4 seconds behind"
        ),
        numbered(
            "Mia Strandli, Narvik, 1,1 sekunder bak", "Mia Strandli, Narvik, 1.1 seconds behind"
        ),
        subhead("Smurte om to ganger", "Waxed twice"),
        paragraph(
            """Kulda gjorde smøringa vanskelig. Trener <strong>Geir Håkon Lund</strong> skiftet festesmøring
            20 minutter før start, og så en gang til ti minutter senere.""",
            """The cold made waxing difficult. Coach <strong>Geir Håkon Lund</strong> changed the grip
            wax 20 minutes before the start, and then again ten minutes later.""",
        ),
        quote(
            """Andre gang sa hun at hun heller ville gå på det hun hadde. Da torde jeg ikke si imot.
            <em>Geir Håkon Lund, trener</em>""",
            """The second time she said she would rather race on what she had. I did not dare object.
            <em>Geir Håkon Lund, coach</em>""",
        ),
        photo(
            "herd",
            "Løypa ble flyttet 600 meter for å gi reinflokken ved elva ro.",
            "The track was moved 600 metres to leave the reindeer by the river in peace.",
        ),
        paragraph(
            """Neste renn i serien er i Alta 5. desember. Hele lista ligger på
            <a href="https://example.org/elvelopet">arrangørens sider</a>.""",
            """The next race in the series is in Alta on 5 December. The full list is on
            <a href="https://example.org/elvelopet">the organiser’s website</a>.""",
        ),
    ),
)
