"""The demo newsroom's photos. `pictures.draw` makes the files.

The library lacks its English alt text on purpose: the story that shows it has something left to do.
"""

from cms.demo.illustrations import ICE_LABORATORY, ILLUSTRATIONS
from cms.demo.model import Photo, text
from cms.demo.newsroom import NAME

OURS = text(NAME, NAME)
COAST_GUARD = text("Kystvakten", "Norwegian Coast Guard")

PHOTOS = (
    Photo(
        key="fishing_boat",
        scene="fishing_boat",
        seed=1,
        caption=text(
            "Havsula på vei inn med 180 tonn sild tirsdag morgen.",
            "The Havsula on her way in with 180 tonnes of herring on Tuesday morning.",
        ),
        alt_text=text(
            "Blå og hvit fiskebåt på åpen sjø med snødekte fjell i bakgrunnen og måker akterut.",
            "A blue and white fishing boat at sea, snow-covered mountains beyond and gulls astern.",
        ),
        credits=(("Sindre Nordhamn", OURS),),
        copyright="© Nordbrisen",
        place="Skjervøy",
        taken_days_ago=1,
        focal=(0.53, 0.55),
    ),
    Photo(
        key="harbour",
        scene="harbour",
        seed=1,
        caption=text(
            "Sjøhusene langs havna er fra 1890-årene. Nå får kaia foran dem strøm.",
            "The warehouses along the harbour date from the 1890s. Now the quay is getting power.",
        ),
        alt_text=text(
            "En rad sjøhus i mange farger speiler seg i stille vann i skumringen.",
            "A row of warehouses in many colours mirrored in still water at dusk.",
        ),
        credits=(("Ingeborg Straumøy", OURS),),
        copyright="© Nordbrisen",
        place="Tromsø",
        taken_days_ago=9,
        focal=(0.45, 0.55),
    ),
    Photo(
        key="fjord",
        scene="fjord",
        seed=1,
        caption=text(
            "Morgenlys over Nordværfjorden. Brua er planlagt bak odden til høyre.",
            "Morning light over the Nordvær fjord. The bridge is planned behind the point, right.",
        ),
        alt_text=text(
            "En blank fjord mellom bratte fjell ved soloppgang, med ei lita hytte på land.",
            "A still fjord between steep mountains at sunrise, with a small cabin on the shore.",
        ),
        credits=(("Ingrid Aasheim", OURS),),
        copyright="© Nordbrisen",
        place="Nordvær",
        taken_days_ago=40,
        focal=(0.5, 0.5),
    ),
    Photo(
        key="storm",
        scene="storm",
        seed=1,
        caption=text(
            "Sjøen slo over moloen ved Steinvær fyr natt til onsdag.",
            "The sea broke over the mole at Steinvær lighthouse in the early hours of Wednesday.",
        ),
        alt_text=text(
            "Høye bølger bryter mot et rødt og hvitt fyrtårn under mørke skyer.",
            "High waves breaking against a red and white lighthouse under dark clouds.",
        ),
        credits=(("Torleif Aarvik", COAST_GUARD),),
        copyright="© Kystvakten",
        place="Steinvær",
        taken_days_ago=3,
        focal=(0.72, 0.38),
    ),
    Photo(
        key="northern_lights",
        scene="northern_lights",
        seed=1,
        caption=text(
            "Ti minutters kjøring fra byen er himmelen mørk nok.",
            "Ten minutes’ drive from town, the sky is dark enough.",
        ),
        alt_text=text(
            "Grønt nordlys over snødekte fjell, en opplyst lavvo og to mennesker som ser opp.",
            "Green northern lights over snowy mountains, a lit lávvu and two people looking up.",
        ),
        credits=(("Ingeborg Straumøy", OURS),),
        copyright="© Nordbrisen",
        place="Kvaløya",
        taken_days_ago=12,
        focal=(0.4, 0.4),
    ),
    Photo(
        key="herd",
        scene="herd",
        seed=1,
        caption=text(
            "Flokken på vei mot vinterbeitet. Sola kommer så vidt over vidda nå.",
            "The herd on its way to the winter pastures. The sun barely clears the plateau now.",
        ),
        alt_text=text(
            "En stor reinflokk går over ei snødekt vidde i lav, gul sol.",
            "A large herd of reindeer crossing a snow-covered plateau in low, yellow sunlight.",
        ),
        credits=(("Per Ailo Vuorje", OURS),),
        copyright="© Nordbrisen",
        place="Kautokeino",
        taken_days_ago=5,
        focal=(0.55, 0.62),
    ),
    Photo(
        key="ski_track",
        scene="ski_track",
        seed=1,
        caption=text(
            "Tetgruppa på vei inn i den siste sløyfa. I rødt: vinner Ylva Brennmo.",
            "The leaders going into the last loop. In red: the winner, Ylva Brennmo.",
        ),
        alt_text=text(
            "Fire skiløpere i en flomlyst løype mellom snødekte graner.",
            "Four cross-country skiers on a floodlit track between snow-covered spruces.",
        ),
        credits=(("Sindre Nordhamn", OURS),),
        copyright="© Nordbrisen",
        place="Bardufoss",
        taken_days_ago=2,
        focal=(0.38, 0.68),
    ),
    Photo(
        key="wind_farm",
        scene="wind_farm",
        seed=1,
        caption=text(
            "Vindturbinene på Kvitfjellheia har stått siden 2019.",
            "The turbines on Kvitfjellheia have stood since 2019.",
        ),
        alt_text=text(
            "Seks vindturbiner på en snødekt ås og en kraftlinje som går ned mot dalen.",
            "Six wind turbines on a snowy ridge and a power line running down towards the valley.",
        ),
        credits=(("Jonas Strømnær", OURS),),
        copyright="© Nordbrisen",
        place="Kvitfjellheia",
        taken_days_ago=30,
        focal=(0.42, 0.4),
    ),
    Photo(
        key="ship_in_ice",
        scene="ship_in_ice",
        seed=1,
        caption=text(
            "Forskningsskipet Polarstjerna i en råk nord for Svalbard.",
            "The research vessel Polarstjerna in a lead north of Svalbard.",
        ),
        alt_text=text(
            "Et rødt og hvitt forskningsskip mellom isflak under en blek himmel.",
            "A red and white research ship among ice floes under a pale sky.",
        ),
        credits=(("Maren Hellevik", ICE_LABORATORY), ("Torleif Aarvik", COAST_GUARD)),
        copyright="© Nordisk havislaboratorium / Kystvakten",
        place="Polhavet",
        taken_days_ago=16,
        focal=(0.62, 0.45),
    ),
    Photo(
        key="puffins",
        scene="bird_cliff",
        seed=1,
        caption=text(
            "To av de 4~300 parene som ble talt på Lundholmen i sommer.",
            "Two of the 4,300 pairs counted on Lundholmen this summer.",
        ),
        alt_text=text(
            "To lundefugler i gresset på en klippekant, med et bratt fuglefjell bak.",
            "Two puffins in the grass on a cliff edge, a steep bird cliff behind them.",
        ),
        credits=(("Thomas Whitlock", OURS),),
        copyright="© Nordbrisen",
        place="Lundholmen",
        taken_days_ago=120,
        focal=(0.68, 0.68),
    ),
    Photo(
        key="cloudberries",
        scene="bog",
        seed=1,
        caption=text(
            "Modne multer på myra. Arkivbilde fra august.",
            "Ripe cloudberries on the bog. File photo from August.",
        ),
        alt_text=text(
            "Oransje multebær på ei myr i høstfarger, med små vann og blå fjell bak.",
            "Orange cloudberries on a bog in autumn colours, with small ponds and blue mountains behind.",
        ),
        credits=(("Inga Bårdsvik", OURS),),
        copyright="© Nordbrisen",
        place="Tana",
        taken_days_ago=90,
        focal=(0.46, 0.8),
    ),
    Photo(
        key="rocket",
        scene="rocket",
        seed=1,
        caption=text(
            "Blålys 2 forlot rampa på Andøya kl. 17.42.",
            "Blålys 2 left the pad on Andøya at 17:42.",
        ),
        alt_text=text(
            "En smal rød og hvit rakett letter i en sky av opplyst røyk, med fjell bak.",
            "A slim red and white rocket lifting off in a cloud of lit smoke, mountains behind.",
        ),
        credits=(("Ingeborg Straumøy", OURS),),
        copyright="© Nordbrisen",
        place="Andøya",
        taken_days_ago=6,
        focal=(0.5, 0.42),
    ),
    Photo(
        key="library",
        scene="library",
        seed=1,
        caption=text(
            "Biblioteket ved Nordvær skole skal stå åpent til kl. 21.00.",
            "The library at Nordvær school is to stay open until 21:00.",
        ),
        alt_text=text("Et trebygg med store vinduer og bokhyller innenfor, en kveld med snø."),
        credits=(("Ingrid Aasheim", OURS),),
        copyright="© Nordbrisen",
        place="Nordvær",
        taken_days_ago=4,
        focal=(0.5, 0.6),
    ),
    Photo(
        key="stage",
        scene="stage",
        seed=1,
        caption=text(
            "Åpningskonserten i fjor samlet 2~400 mennesker.",
            "Last year’s opening concert drew 2,400 people.",
        ),
        alt_text=text(
            "Silhuetter av et band på scenen i fargede lysstråler, med publikum foran.",
            "Silhouettes of a band on stage in coloured beams of light, the crowd in front.",
        ),
        credits=(("Sindre Nordhamn", OURS),),
        copyright="© Nordbrisen",
        place="Harstad",
        taken_days_ago=300,
        focal=(0.5, 0.6),
    ),
    *ILLUSTRATIONS,
)
