"""The demo newsroom's fact boxes, each translated once for every story that shows it."""

from cms.demo.model import FactBox, bullet, paragraph, text

FACT_BOXES = (
    FactBox(
        "herring",
        text("Sild", "Herring"),
        (
            bullet(
                "Sild lever i store stimer og kan bli over 20 år gammel.",
                "Herring live in large shoals and can grow more than 20 years old.",
            ),
            bullet(
                """Den norske vårgytende silda overvintrer i havet og i fjorder i nord, og trekker
                sørover for å gyte fra februar.""",
                """The Norwegian spring-spawning herring winters at sea and in fjords in the north,
                and moves south to spawn from February.""",
            ),
            bullet(
                """Hvor den overvintrer, skifter med årene. Derfor kan ei bygd være full av båter ett
                år og stille det neste.""",
                """Where it winters changes over the years. That is why a village may be full of
                boats one year and quiet the next.""",
            ),
        ),
    ),
    FactBox(
        "sea_ice",
        text("Havis", "Sea ice"),
        (
            bullet(
                "Havis er frosset sjøvann. Den fryser ved omtrent −1,8 grader.",
                "Sea ice is frozen seawater. It freezes at about −1.8 degrees.",
            ),
            bullet(
                "Is som er blitt til etter siste sommer, kalles førsteårsis.",
                "Ice formed since the last summer is called first-year ice.",
            ),
            bullet(
                """Omtrent ni tideler av et isflak ligger under vann. Undersida er derfor den delen
                vi vet minst om.""",
                """About nine tenths of a floe lie under water. The underside is therefore the part
                we know least about.""",
            ),
        ),
    ),
    FactBox(
        "bridge",
        text("Storsundbrua", "The Storsund bridge"),
        (
            bullet(
                "Skal gå mellom Nordvær sentrum og Ytterøya, der det bor 1~140 mennesker.",
                "Is to run between the centre of Nordvær and Ytterøya, home to 1,140 people.",
            ),
            bullet(
                "<strong>Lengde:</strong> 1~320 meter, med to tårn på 168 meter.",
                "<strong>Length:</strong> 1,320 metres, with two towers of 168 metres.",
            ),
            bullet(
                "<strong>Seilingshøyde:</strong> 42 meter.",
                "<strong>Clearance:</strong> 42 metres.",
            ),
            bullet(
                "Skal erstatte ei ferge med 14 avganger om dagen.",
                "Is to replace a ferry with 14 departures a day.",
            ),
        ),
    ),
    FactBox(
        "polar_night",
        text("Mørketid", "The polar night"),
        (
            paragraph(
                """Nord for polarsirkelen er sola under horisonten en del av vinteren. I Tromsø varer
                <em>mørketida</em> fra slutten av november til midten av januar.""",
                """North of the Arctic Circle the sun stays below the horizon for part of the winter.
                In Tromsø the <em>mørketid</em> lasts from late November to mid-January.""",
            ),
            paragraph(
                "Helt mørkt er det ikke: Midt på dagen gir himmelen noen timer med blått lys.",
                "It is not wholly dark: around midday the sky gives a few hours of blue light.",
            ),
        ),
    ),
    FactBox(
        "northern_lights",
        text("Nordlys", "The northern lights"),
        (
            bullet(
                "Oppstår når ladde partikler fra sola treffer gasser høyt oppe i atmosfæren.",
                "Arise when charged particles from the sun hit gases high in the atmosphere.",
            ),
            bullet(
                "Det grønne lyset kommer fra oksygen, som regel 100 til 150 kilometer over bakken.",
                "The green light comes from oxygen, as a rule 100 to 150 kilometres above the ground.",
            ),
            bullet(
                "Rødt lys kommer også fra oksygen, men høyere opp. Blått og fiolett kommer fra nitrogen.",
                "Red light also comes from oxygen, but higher up. Blue and violet come from nitrogen.",
            ),
        ),
    ),
    FactBox(
        "shore_power",
        text("Landstrøm", "Shore power"),
        (
            bullet(
                "Skip ved kai får strøm fra land i stedet for å kjøre hjelpemotorene.",
                "Ships at the quay get electricity from land instead of running auxiliary engines.",
            ),
            bullet(
                "Det kutter utslipp og støy i havna.",
                "This cuts emissions and noise in the harbour.",
            ),
            bullet(
                "Et stort cruiseskip kan trekke like mye effekt som en liten by.",
                "A large cruise ship can draw as much power as a small town.",
            ),
        ),
    ),
    FactBox(
        "reindeer_year",
        text("Året i reindrifta", "The herders’ year"),
        (
            paragraph(
                """Samisk reindrift følger reinen mellom årstidsbeiter. Ordet <em>siida</em> brukes om
                familier som driver sammen, og om området og flokken deres.""",
                """Sámi herders follow the reindeer between seasonal pastures. The word
                <em>siida</em> is used of families who herd together, and of their land and herd.""",
            ),
            bullet(
                "<strong>Vår:</strong> kalving, ofte nær kysten.",
                "<strong>Spring:</strong> calving, often near the coast.",
            ),
            bullet(
                "<strong>Sommer:</strong> merking av kalver.",
                "<strong>Summer:</strong> marking of the calves.",
            ),
            bullet(
                "<strong>Høst:</strong> samling, skilling og slakt.",
                "<strong>Autumn:</strong> gathering, separation and slaughter.",
            ),
            bullet(
                "<strong>Vinter:</strong> beite på lav inne på vidda, under snøen.",
                "<strong>Winter:</strong> grazing on lichen inland on the plateau, under the snow.",
            ),
        ),
    ),
    FactBox(
        "puffin",
        text("Lunde", "Puffin"),
        (
            bullet(
                "Sjøfugl som hekker i ganger i bakken på øyer og klipper.",
                "A seabird that nests in burrows on islands and cliffs.",
            ),
            bullet(
                "Legger ett egg i året. Begge foreldrene mater ungen.",
                "Lays one egg a year. Both parents feed the chick.",
            ),
            bullet(
                "Kan bære mer enn ti småfisk på tvers i nebbet.",
                "Can carry more than ten small fish crosswise in its beak.",
            ),
        ),
    ),
)
