"""Words and sentences in both languages, for the stories made in bulk (`generated.py`).

Pairs are (Norwegian, English). In the sentences, %(place)s and the like are filled in; `n`, `big`,
`share` and `decimal` are numbers written as the language writes them.
"""

Pair = tuple[str, str]


def _words(table: str) -> tuple[str, ...]:
    return tuple(table.split())


def _rows(table: str) -> tuple[Pair, ...]:
    """ "sild = herring; torsk = cod"."""
    halves = (row.split("=") for row in " ".join(table.split()).split(";"))
    return tuple((nb.strip(), en.strip()) for nb, en in halves)


def _sentences(table: str) -> tuple[Pair, ...]:
    """A Norwegian line, an English line, an empty line."""
    lines = [line.strip() for line in table.splitlines() if line.strip()]
    return tuple(zip(lines[::2], lines[1::2], strict=True))


def _topics(table: str) -> tuple[tuple[str, Pair, Pair], ...]:
    rows = ([cell.strip() for cell in line.split(";")] for line in table.strip().splitlines())
    return tuple((section, (nb, en), (tag_nb, tag_en)) for section, nb, en, tag_nb, tag_en in rows)


PLACES = _words("""
    Alta Andenes Berlevåg Bodø Brønnøysund Båtsfjord Evenskjer Fauske Finnsnes Gratangen
    Hammerfest Hamnvik Harstad Havøysund Henningsvær Honningsvåg Ibestad Karasjok Kautokeino
    Kirkenes Kjøllefjord Kvænangen Lakselv Leknes Lyngseidet Lødingen Mehamn Meløy Mosjøen Myre
    Narvik Nesna Nordreisa Olderdalen Rognan Rypefjord Røst Sandnessjøen Setermoen Skaidi
    Skibotn Skjervøy Sortland Stamsund Stokmarknes Storslett Svolvær Sørkjosen Tana Tromsø Træna
    Tysfjord Vadsø Vardø Vega Værøy Ørnes Øksfjord
""")

FIRST_NAMES = _words("""
    Aksel Anja Arne Astri Birger Bente Dagny Edvard Eline Frode Gunn Hallgeir Hedda Ingrid Jens
    Jorunn Kjersti Lars Lea Magne Malin Nils Oddny Ola Randi Sigrid Sivert Tora Trygve Unni
    Vebjørn Yngve
""")

# Surnames of two halves, so that next to nobody is really called so.
NAME_HEADS = _words("""
    Berg Fjell Grø Hav Hell Is Kråk Lang Myr Nord Ramn Sjø Skog Stor Sund Vind
""")
NAME_TAILS = _words("""
    brekk dalen eng gjerde heim holt lund mo nesvik skar stø tun vollen åsen
""")

# Section; noun phrase in both languages; tag in both.
TOPICS = _topics("""
    business; torskefisket; the cod fishery; Torsk; Cod
    business; kongekrabbefisket; the king crab fishery; Kongekrabbe; King crab
    business; lakseslakteriet; the salmon plant; Oppdrettslaks; Farmed salmon
    business; skipsverftet; the shipyard; Verft; Shipyards
    business; taredyrkinga; the kelp farming; Tare; Kelp
    business; gruva; the mine; Gruvedrift; Mining
    business; hotellutbygginga; the hotel project; Hotell; Hotels
    business; cruisetrafikken; the cruise traffic; Cruise; Cruises
    business; kraftlinja; the power line; Strømnett; Power grid
    business; datasenteret; the data centre; Datasentre; Data centres
    business; bryggeriet; the brewery; Mat og drikke; Food and drink
    politics; skolestrukturen; the school structure; Skolenedleggelser; School closures
    politics; hurtigbåtruta; the express boat route; Hurtigbåt; Express boats
    politics; svømmehallen; the swimming pool; Svømmehall; Swimming pools
    politics; kommunebudsjettet; the municipal budget; Budsjett; Budgets
    politics; rassikringa; the avalanche protection; Ras; Landslides
    politics; tunnelen; the tunnel; Tunnel; Tunnels
    politics; flyplassen; the airport; Luftfart; Aviation
    politics; legevakta; the out-of-hours clinic; Legevakt; Out-of-hours care
    politics; jernbanen; the railway; Jernbane; Railways
    research; breovervåkinga; the glacier survey; Isbreer; Glaciers
    research; havovervåkinga; the ocean survey; Havforsuring; Ocean acidification
    research; permafrostprosjektet; the permafrost project; Permafrost; Permafrost
    research; planktontoktet; the plankton cruise; Plankton; Plankton
    research; satellittstasjonen; the satellite station; Satellitter; Satellites
    research; utgravinga; the excavation; Arkeologi; Archaeology
    research; genkartlegginga; the gene survey; Genetikk; Genetics
    nature; skredvarslinga; the avalanche warning service; Snøskred; Avalanches
    nature; lakseelva; the salmon river; Elvefiske; River fishing
    nature; fjellrevprosjektet; the Arctic fox project; Fjellrev; Arctic fox
    nature; nasjonalparken; the national park; Nasjonalpark; National parks
    nature; flomvarslinga; the flood warning service; Flom; Floods
    nature; havørnprosjektet; the eagle project; Havørn; White-tailed eagle
    nature; pukkellaksfisket; the pink salmon fishery; Pukkellaks; Pink salmon
    nature; strandryddinga; the beach clean-up; Marin forsøpling; Marine litter
    culture; kystmuseet; the coastal museum; Museer; Museums
    culture; filmfestivalen; the film festival; Film; Film
    culture; språksenteret; the language centre; Samiske språk; Sámi languages
    culture; kirkeorgelet; the church organ; Kirkemusikk; Church music
    culture; bokbussen; the mobile library; Bibliotek; Libraries
    culture; teateret; the theatre; Teater; Theatre
    culture; korpset; the brass band; Korps; Brass bands
    sport; fotballbanen; the football pitch; Fotball; Football
    sport; hundeløpet; the sled dog race; Hundekjøring; Sled dogs
    sport; skianlegget; the ski centre; Skisport; Skiing
    sport; håndballaget; the handball team; Håndball; Handball
    sport; svømmestevnet; the swimming meet; Svømming; Swimming
    sport; sykkelrittet; the cycle race; Sykling; Cycling
""")

# Rare words: tags of their own, and named in a sentence here and there.
RARITIES = _rows("""
    rognkjeks = lumpfish; blåkveite = Greenland halibut; brosme = tusk; uer = redfish; lodde =
    capelin; polartorsk = polar cod; raudåte = copepods; kråkeboller = sea urchins; haneskjell =
    Iceland scallops; korallrev = coral reefs; spermhval = sperm whales; spekkhoggere = killer
    whales; hvithval = beluga whales; klappmyss = hooded seals; steinkobber = harbour seals;
    oter = otters; jerv = wolverines; lemen = lemmings; fjellvåk = rough-legged buzzards;
    jaktfalk = gyrfalcons; snøugle = snowy owls; alkekonge = little auks; teist = black
    guillemots; krykkje = kittiwakes; ærfugl = eiders; smålom = red-throated divers; boltit =
    dotterels; reinrose = mountain avens; fjellkvann = angelica; tyttebær = lingonberries;
    krøkebær = crowberries; torvmose = peat moss; reinlav = reindeer lichen; bjørkemålere =
    autumnal moths; nefelin = nepheline; kobber = copper; kvartsitt = quartzite; ammoniakk =
    ammonia; hydrogen = hydrogen; radarspeil = radar mirrors; fiberkabler = fibre cables;
    trekkspill = accordions; runebommer = Sámi drums; nordlandsbåter = Nordland boats;
    klinkbygging = clinker building; tørrfisk = stockfish; boknafisk = semi-dried cod;
    møsbrømlefse = møsbrømlefse; bålpanner = fire pits; isskulpturer = ice sculptures;
    kajakkpolo = kayak polo; kickspark = kicksleds; pilkefiske = ice fishing; skuterløyper =
    snowmobile trails; kvensk = Kven; lulesamisk = Lule Sámi; sørsamisk = South Sámi;
    skoltesamisk = Skolt Sámi
""")

BODIES = _rows("""
    kystlaget = the coastal heritage club; fylkesrådet = the county council; kommunestyret = the
    municipal council; ungdomsrådet = the youth council; havnerådet = the harbour board;
    næringshagen = the business hub; folkehøgskolen = the folk high school; velforeninga = the
    residents’ association; fiskarlaget = the fishers’ union; turlaget = the hiking association;
    forskningsstasjonen = the research station; museumslaget = the museum society; idrettslaget
    = the sports club; redningsskøyta = the rescue boat crew; bygdelista = the village list;
    elevrådet = the pupils’ council
""")

KICKERS = _rows("""
    Nytt = New; Bakgrunn = Background; Folk = People; Tall = Figures; Reportasje = Feature;
    Økonomi = Economy; Debatten = The debate; Kysten = The coast; Innlandet = Inland
""")

HEADLINES = _sentences("""
    %(n)s nye jobber når %(topic)s utvides i %(place)s
    %(n)s new jobs in %(place)s as %(topic)s expands

    Ja i %(place)s: %(topic)s får %(decimal)s millioner
    Yes in %(place)s: %(decimal)s million for %(topic)s

    %(place)s venter på svar om %(topic)s: – Har gått %(n)s uker
    %(place)s awaits an answer on %(topic)s after %(n)s weeks

    %(big)s har skrevet under for %(topic)s i %(place)s
    %(big)s sign up in support of %(topic)s in %(place)s

    Slik ble %(topic)s redningen for %(place)s etter %(n)s år
    How %(topic)s saved %(place)s after %(n)s years

    %(share)s prosent flere enn i fjor: %(place)s vokser med %(topic)s
    Up %(share)s per cent: %(place)s grows with %(topic)s

    Fra %(place)s til %(other)s på %(n)s dager for %(topic)s
    From %(place)s to %(other)s in %(n)s days for %(topic)s

    %(person)s (%(n)s) tar over i %(place)s: Vil løfte %(topic)s
    %(person)s, %(n)s, takes over in %(place)s, vowing to lift %(topic)s

    Uenighet i %(place)s om %(topic)s og %(decimal)s millioner
    %(place)s divided over %(topic)s and %(decimal)s million

    %(place)s fant %(rare)s midt i %(topic)s
    %(place)s finds %(rare)s in the middle of %(topic)s

    Nye tall fra %(place)s: %(topic)s koster %(decimal)s millioner
    New figures from %(place)s: %(topic)s costs %(decimal)s million

    Stenger i %(n)s timer: %(topic)s i %(place)s får ny start
    Closed for %(n)s hours: a new start for %(topic)s in %(place)s
""")

LEADS = _sentences("""
    Et enstemmig vedtak i %(place)s gir %(topic)s %(decimal)s millioner kroner. Arbeidet tar til om %(n)s uker.
    A unanimous decision in %(place)s gives %(topic)s NOK %(decimal)s million. Work starts in %(n)s weeks.

    Rundt %(big)s mennesker blir berørt når %(body)s i %(place)s legger om. Det skjer allerede i år.
    About %(big)s people will be affected when %(body)s in %(place)s makes a change. It happens this year.

    Etter %(n)s år er det klart at %(topic)s blir i %(place)s. «En lettelse», sier %(person)s.
    After %(n)s years it is clear that %(topic)s stays in %(place)s. “A relief,” says %(person)s.

    Tallene viser en økning på %(share)s prosent. I %(place)s kom de færreste til å gjette på %(rare)s.
    The figures show a rise of %(share)s per cent. In %(place)s, few would have guessed %(rare)s.

    %(person)s i %(place)s har regnet seg gjennom %(n)s pakker papir. Svaret overrasker %(body)s.
    %(person)s of %(place)s has worked through %(n)s bundles of paper. The answer surprises %(body)s.
""")

SENTENCES = _sentences("""
    – Vi har ventet på dette i %(n)s år, sier %(person)s.
    “We have waited %(n)s years for this,” says %(person)s.

    – Det er ikke pengene som mangler, det er folk, sier %(person)s i %(place)s.
    “It is not money we lack but people,” says %(person)s in %(place)s.

    – Spør meg igjen om %(n)s dager, svarer %(person)s.
    “Ask me again in %(n)s days,” %(person)s replies.

    – Ingen her er imot, men alle vil vite hva det koster, sier %(person)s.
    “No one here is against it, but everyone wants to know the cost,” says %(person)s.

    – Dette visste besteforeldrene våre, sier %(person)s og peker mot %(place)s.
    “Our grandparents knew this,” says %(person)s, pointing towards %(place)s.

    I %(place)s er %(big)s innbyggere berørt.
    In %(place)s, %(big)s residents are affected.

    Regninga er på %(decimal)s millioner kroner.
    The bill is NOK %(decimal)s million.

    Det er %(share)s prosent mer enn året før.
    That is %(share)s per cent more than the year before.

    Saken ble lagt fram for %(body)s, som vil bruke %(n)s uker på den.
    The matter was put to %(body)s, which will spend %(n)s weeks on it.

    Mellom %(place)s og %(other)s er det %(n)s kilometer i luftlinje.
    It is %(n)s kilometres from %(place)s to %(other)s as the crow flies.

    Arbeidet begynte i %(place)s og har siden spredt seg til %(other)s.
    The work began in %(place)s and has since spread to %(other)s.

    Da isen gikk, ble det klart at %(topic)s ikke kunne vente.
    When the ice broke up, it was clear that %(topic)s could not wait.

    Rapporten er på %(n)s sider og nevner %(rare)s i en fotnote.
    The report is %(n)s pages long and mentions %(rare)s in a footnote.

    Ingen hadde regnet med %(rare)s.
    No one had counted on %(rare)s.

    Været har forsinket %(topic)s med %(n)s dager.
    The weather has delayed %(topic)s by %(n)s days.

    %(person)s har fulgt %(topic)s siden starten.
    %(person)s has followed %(topic)s from the start.

    I alt %(big)s timer dugnad ligger bak.
    In all, %(big)s hours of voluntary work lie behind it.

    Nå skal %(body)s se på saken på nytt.
    Now %(body)s will look at the matter again.

    Avstanden til %(other)s gjør det dyrere enn ventet.
    The distance to %(other)s makes it dearer than expected.

    På møtet i %(place)s var det %(n)s frammøtte.
    The meeting in %(place)s drew %(n)s people.

    Vedtaket gjelder i %(n)s måneder og kan forlenges.
    The decision is valid for %(n)s months and may be extended.

    Prisen har gått fra %(decimal)s til det dobbelte på få år.
    The price has gone from %(decimal)s to twice that in a few years.

    Bare %(share)s prosent svarte at de var fornøyd.
    Only %(share)s per cent said they were satisfied.

    Neste skritt er et møte med %(body)s.
    The next step is a meeting with %(body)s.

    Det siste lasset gikk mot %(other)s før sola kom fram.
    The last load left for %(other)s before the sun came out.

    Til neste år skal %(topic)s være ferdig, lover %(person)s.
    By next year %(topic)s will be complete, %(person)s promises.

    Stemmetallene var klare, men stemninga var det ikke.
    The vote was clear; the mood was not.

    Vinden hadde løyet, og over %(place)s lå det tynn tåke.
    The wind had dropped, and a thin mist lay over %(place)s.

    Spørsmålet om %(rare)s ble utsatt.
    The question of %(rare)s was put off.

    Folk fra %(other)s kom over fjellet for å hjelpe.
    People from %(other)s came over the mountain to help.
""")
