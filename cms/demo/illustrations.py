"""The demo newsroom's drawings, one of them said to be made with AI."""

from cms.demo.model import Photo, text

ICE_LABORATORY = text("Nordisk havislaboratorium", "Nordic Sea Ice Laboratory")

ILLUSTRATIONS = (
    Photo(
        key="bridge",
        scene="bridge",
        seed=1,
        kind="illustration",
        digital_source_type="digitalCreation",
        caption=text(
            "Slik kan brua over Storsundet bli seende ut fra vest.",
            "How the bridge over the Storsund may look from the west.",
        ),
        alt_text=text(
            "Tegning av ei lang skråstagbru med to tårn over et sund i blått kveldslys.",
            "A drawing of a long cable-stayed bridge with two towers over a sound in blue evening light.",
        ),
        credits=(("Kaia Melås", text("Strekk arkitekter", "Strekk Architects")),),
        copyright="© Strekk arkitekter",
        place="Nordvær",
        taken_days_ago=60,
        focal=(0.5, 0.42),
    ),
    Photo(
        key="under_ice",
        scene="under_ice",
        seed=1,
        kind="illustration",
        digital_source_type="trainedAlgorithmicMedia",
        caption=text(
            "Undervannsdronen kartlegger isens underside. Illustrasjonen er laget med kunstig intelligens.",
            "The underwater drone maps the underside of the ice. The illustration was made with artificial intelligence.",
        ),
        alt_text=text(
            "Illustrasjon laget med KI: en gul, torpedoformet drone under isen, med lysstråler ned i vannet.",
            "AI-made illustration: a yellow, torpedo-shaped drone below the ice, with rays of light in the water.",
        ),
        credits=(("", text("Nordbrisen", "Nordbrisen")),),
        copyright="",
        place="",
        taken_days_ago=14,
        focal=(0.5, 0.58),
    ),
    Photo(
        key="chart",
        scene="chart",
        seed=1,
        kind="illustration",
        digital_source_type="dataDrivenMedia",
        caption=text(
            "De 13 målestasjonene langs toktruta.",
            "The 13 measuring stations along the route of the cruise.",
        ),
        alt_text=text(
            "Kart med dybdekurver, land i vest og ei stiplet rute med 13 røde punkter.",
            "A map with depth contours, land to the west and a dotted route with 13 red points.",
        ),
        credits=(("Maren Hellevik", ICE_LABORATORY),),
        copyright="© Nordisk havislaboratorium",
        place="",
        taken_days_ago=15,
        focal=(0.52, 0.5),
    ),
)
