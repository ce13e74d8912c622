"""What the invented letters of the demo say: plain Danish of the kind that municipal committees write.

``{kommune}`` and ``{kommunes}`` are the municipality's official name and its genitive, ``{udvalg}`` the
committee in the definite form. Nobody in particular has said any of it.
"""

THEMES = (
    "Dannelse og uddannelse",
    "Børn og unge forrest",
    "Forældresamarbejde",
    "Lokalmiljøet",
    "Forskning til hverdagen",
    "Data og viden",
    "Faglig ledelse",
    "Dygtige fagprofessionelle",
    "Tværprofessionelt samarbejde",
    "Initiativer nedefra",
    "Sammenhæng",
)

OPENINGS = (
    (
        "{kommune} takker for muligheden for at komme med bemærkninger. {udvalg} har drøftet de kommunale "
        "kerneværdier på sit seneste møde og sender hermed udvalgets svar."
    ),
    (
        "{udvalg} har med interesse behandlet KL's materiale og hilser det velkommen, at kommunerne i fællesskab "
        "sætter ord på, hvad de vil med dagtilbud, skole og fritid."
    ),
    (
        "Tak for det tilsendte materiale. {kommune} finder det både rigtigt og nyttigt, at kommunerne får et fælles "
        "sprog for arbejdet med børn og unge."
    ),
    (
        "{kommune} har drøftet kerneværdierne i {udvalg} og har desuden hørt skolebestyrelser, forældrebestyrelser "
        "og lederne på området. Svaret samler hovedpunkterne."
    ),
    (
        "På vegne af {udvalg} fremsendes hermed bemærkninger fra {kommune}. Udvalget bakker op om initiativet og har"
        " enkelte forslag til skærpelser."
    ),
    (
        "{udvalg} har sat god tid af til drøftelsen, for værdierne rammer det, som optager os i hverdagen: at alle "
        "børn skal have et godt børneliv og lyst til at lære."
    ),
)

COMMENTS = (
    (
        (
            "Det er vigtigt for {kommune}, at dannelse nævnes sammen med uddannelse og ikke bliver et vedhæng. Børn "
            "skal kunne læse, skrive og regne, og de skal kunne tage del i et fællesskab."
        ),
        (
            "Værdien om dannelse og uddannelse står stærkt. Udvalget foreslår dog, at det praktiske og det kreative "
            "får en tydeligere plads, så flere børn møder en skole, der passer til dem."
        ),
        (
            "Dannelse begynder i dagtilbuddet. Det må gerne fremgå direkte af teksten, at leg har en værdi i sig "
            "selv og ikke kun er en vej til læring."
        ),
    ),
    (
        (
            "{udvalg} lægger stor vægt på, at børn og unge bliver hørt. I {kommune} har elevrådene de seneste år "
            "været med til at forme den lokale skolepolitik, og det vil vi gerne fortsætte med."
        ),
        (
            "At sætte børn og unge forrest forpligter. Udvalget foreslår, at det skrives tydeligere, hvordan de "
            "yngste børn, som ikke selv kan føre ordet, også bliver inddraget."
        ),
        (
            "Vi er enige i, at børn og unge skal stå forrest. Det gælder ikke mindst de børn, der har brug for "
            "særlig støtte, og som sjældent selv beder om at få ordet."
        ),
    ),
    (
        (
            "Samarbejdet med forældrene er afgørende for, at børn trives. {kommune} savner dog en formulering om, "
            "hvad forældre og kommune med rette kan forvente af hinanden."
        ),
        (
            "Forældresamarbejdet skal ses bredt: fra den første kontakt med sundhedsplejersken til valget af "
            "ungdomsuddannelse. Udvalget vil gerne have med, at forældre også har et ansvar for fællesskabet."
        ),
        (
            "{udvalg} bemærker, at kommunalbestyrelsens rolle kan stå klarere. Det er her, rammerne bliver sat, og "
            "det er her, borgerne kan stille politikerne til ansvar."
        ),
    ),
    (
        (
            "Lokalsamfundet er en styrke, som {kommune} gerne ser fremhævet. Foreninger, virksomheder og frivillige "
            "er hver dag med til at give børn oplevelser, som en institution ikke kan give alene."
        ),
        (
            "I en kommune med både by og land er lokalmiljøet ikke det samme overalt. Værdien bør give plads til, at"
            " skoler og dagtilbud finder deres egen vej i samspil med dem, der bor i området."
        ),
    ),
    (
        (
            "Forskning skal kunne bruges. Vi bakker derfor op om ordlyden om forskning til hverdagen og foreslår, at "
            "kommunerne går sammen om at formidle resultaterne i en kort og læselig form."
        ),
        (
            "{kommune} deltager i flere forskningsprojekter og har gode erfaringer. Det tager dog tid at omsætte ny "
            "viden til praksis, og den tid skal der være plads til."
        ),
    ),
    (
        (
            "Data skal hjælpe de fagprofessionelle og må ikke ende som kontrol. Udvalget foreslår, at det skrives "
            "ind, at data altid skal ses i sammenhæng med den faglige vurdering."
        ),
        (
            "Viden om børns trivsel og læring er nødvendig, men vi måler allerede meget. {kommune} foreslår, at "
            "værdien siger noget om at måle mindre og bruge det målte bedre."
        ),
        "Udvalget er enig i, at viden om trivsel skal veje lige så tungt som viden om faglige resultater.",
    ),
    (
        (
            "Faglig ledelse tæt på praksis er en forudsætning for kvalitet. Lederne skal have tid til at være til "
            "stede, hvor børnene er, og det bør værdien sige uden omsvøb."
        ),
        (
            "Forvaltningens opgave er at skabe gode rammer for lederne. {kommune} har gode erfaringer med "
            "ledernetværk på tværs af skole og dagtilbud og nævner dem gerne som eksempel."
        ),
    ),
    (
        (
            "Uden dygtige medarbejdere når vi ingen af de andre mål. {udvalg} peger på, at det bliver sværere at "
            "rekruttere lærere og pædagoger, og at efteruddannelse derfor bør nævnes."
        ),
        (
            "Vi vil gerne understrege, at fagligheden er forskellig. Pædagoger, lærere, dagplejere og "
            "sundhedsplejersker bidrager hver med sit, og ingen af dem kan undværes."
        ),
    ),
    (
        (
            "Det tværprofessionelle samarbejde er der, hvor de udsatte børn vinder mest. I {kommune} mødes skole, "
            "socialrådgivere og PPR fast hver anden uge, og det har gjort vejen til hjælp kortere."
        ),
        (
            "Værdien om tværprofessionelt samarbejde er vigtig, men den kan med fordel gøres mere konkret. Hvem har "
            "ansvaret, når flere fagligheder er om det samme barn?"
        ),
    ),
    (
        (
            "De bedste idéer opstår ofte tæt på børnene. {kommune} støtter, at initiativer nedefra får plads, og at "
            "der også er plads til at tage fejl og lære af det."
        ),
        (
            "Udvalget hæfter sig ved ordet »nedefra«. Det kunne i stedet hedde »tæt på praksis«, så det ikke lyder, "
            "som om nogen står over andre."
        ),
    ),
    (
        (
            "Sammenhæng er efter {kommunes} opfattelse den værdi, der binder de andre sammen. Overgangen fra "
            "dagtilbud til skole og videre til en ungdomsuddannelse skal opleves som ét forløb."
        ),
        (
            "Vi foreslår, at fritiden nævnes sammen med dagtilbud og skole. Børn lærer også i klubben, i "
            "idrætsforeningen og på musikskolen."
        ),
        (
            "Overgangene volder fortsat besvær, især for børn med særlige behov. Det er positivt, at sammenhængen "
            "får sin egen værdi."
        ),
    ),
)

POLICY_ANSWERS = (
    (
        "{kommunes} børne- og ungepolitik og de kommunale kerneværdier peger i samme retning. Begge tager "
        "udgangspunkt i, at alle børn skal være en del af et fællesskab og have mulighed for at udvikle sig."
    ),
    (
        "Vores børne- og ungepolitik bygger på tre pejlemærker: trivsel, læring og fællesskab. De svarer godt til "
        "kerneværdierne, og udvalget ser ingen modstrid mellem de to."
    ),
    (
        "Politikken blev vedtaget i 2018 efter en bred inddragelse af børn, forældre og medarbejdere. Set i det lys "
        "er kerneværdierne en bekræftelse af det, vi allerede er i gang med."
    ),
    (
        "Der er en tydelig rød tråd fra kerneværdierne til {kommunes} sammenhængende børnepolitik. Den tidlige "
        "indsats er dog skrevet stærkere frem hos os, end den er i kerneværdierne."
    ),
    (
        "{udvalg} skal i det kommende år revidere børne- og ungepolitikken, og vi vil bruge kerneværdierne som et "
        "afsæt for drøftelserne med skoler og dagtilbud."
    ),
    (
        "Kerneværdierne om inddragelse genfindes i politikken, hvor børn og unge nævnes som medskabere. Hvert år "
        "holder vi et børnetopmøde, hvor elever fra alle skoler drøfter deres hverdag med udvalget."
    ),
    (
        "Sammenhængen ses tydeligst i arbejdet med overgange. Politikken stiller krav om, at viden om barnet følger "
        "med, når barnet skifter fra dagtilbud til skole."
    ),
    (
        "I {kommune} er forældresamarbejdet et selvstændigt afsnit i politikken. Vi hæfter os ved, at kerneværdierne"
        " har samme blik for, at forældrene er de vigtigste voksne i barnets liv."
    ),
    (
        "Vi har valgt at lade én politik dække alle børn fra nul til atten år. Derfor passer det godt, at "
        "kerneværdierne omfatter både dagtilbud, folkeskole og fritidstilbud."
    ),
    (
        "Børne- og ungepolitikken sætter retningen, mens kerneværdierne siger noget om, hvordan kommunerne vil "
        "arbejde. De to dele supplerer derfor hinanden godt."
    ),
    (
        "Udvalget vil gerne fremhæve værdien om faglig ledelse. Den står ikke direkte i vores politik i dag, men den"
        " bliver en del af den, når politikken skal fornyes."
    ),
    (
        "Kerneværdien om brug af data og viden har fået os til at se på egen praksis. Politikken nævner målinger af "
        "trivsel, men siger ikke meget om, hvad vi vil bruge dem til."
    ),
)

OWNERSHIP_ANSWERS = (
    (
        "Det kommunale ejerskab betyder, at beslutninger bliver truffet tæt på borgerne. Når noget ikke virker, kan "
        "vi ændre det uden at vente på, at der bliver lovgivet om det."
    ),
    (
        "Fordi kommunen har ansvaret for hele børneområdet, kan vi flytte ressourcer derhen, hvor der er mest brug "
        "for dem. Det gælder både den tidlige indsats og det specialiserede område."
    ),
    (
        "{kommune} har slået forvaltningerne for dagtilbud, skole og familie sammen. Det har gjort det lettere at "
        "skabe sammenhæng for de børn, der møder flere dele af kommunen."
    ),
    (
        "Ejerskabet gør det muligt at tænke på tværs af bygninger og fag. Flere steder deler skole, klub og "
        "bibliotek lokaler, og det giver liv hele dagen."
    ),
    (
        "Det lokale ejerskab forpligter politikerne. Forældre og medarbejdere kan ringe til et udvalgsmedlem, og det"
        " sker faktisk. Det holder os fast på, hvad der betyder noget i hverdagen."
    ),
    (
        "Vi ser gode muligheder i at binde dagtilbud og skole tættere sammen. Fælles efteruddannelse for pædagoger "
        "og lærere er et eksempel på noget, der kun kan lade sig gøre, fordi opgaverne ligger samme sted."
    ),
    (
        "Kommunen kan samarbejde med det lokale erhvervsliv om praktik og undervisning uden for skolen. Her gør "
        "kendskabet til området en stor forskel."
    ),
    (
        "Detaljeret lovgivning gør det vanskeligt at udnytte det råderum, som ejerskabet giver. {udvalg} opfordrer "
        "KL til at arbejde for færre og klarere regler."
    ),
    (
        "Samarbejdet med de frivillige foreninger vokser ud af, at kommunen er til stede lokalt. Klubber og skoler "
        "laver forløb sammen, og mange børn finder vej til en fritidsinteresse på den måde."
    ),
    (
        "Ejerskabet giver mulighed for at prøve noget af. To af vores skoler har i en periode haft kortere skoledage"
        " og flere voksne i timerne, og erfaringerne bliver nu delt med de øvrige."
    ),
    (
        "Kvalitet skabes af medarbejderne, men kommunen kan give dem gode vilkår. Vi bruger det kommunale ejerskab "
        "til at give nyansatte en fast mentor det første år."
    ),
    (
        "Når kommunen har ansvaret fra sundhedsplejen til ungdomsårene, kan vi opdage mistrivsel tidligt. Det er "
        "efter udvalgets mening den stærkeste grund til at fastholde det lokale ansvar."
    ),
)

OTHER_REMARKS = (
    "Udvalget foreslår, at KL samler gode eksempler fra kommunerne, så værdierne kan omsættes til praksis.",
    "{kommune} deltager gerne i det videre arbejde og bidrager med erfaringer på et kommende møde.",
    "Vi vil gerne foreslå en kort udgave af kerneværdierne, som kan bruges på forældremøder og i bestyrelser.",
    "Udvalget finder, at økonomien bør nævnes. Gode hensigter kræver også, at der er hænder nok til at løfte dem.",
    "Det kunne være nyttigt at følge op om et par år og spørge kommunerne, hvad værdierne har ført til.",
    "Udvalget ønsker, at de specialiserede tilbud får en tydeligere plads, når værdierne skal foldes ud.",
)

BULLETS = (
    "Skriv kortere, så værdierne kan huskes.",
    "Nævn fritidstilbuddene på linje med skole og dagtilbud.",
    "Gør det klart, at værdierne også gælder børn i specialtilbud.",
    "Lad inddragelse af børn og unge stå først.",
    "Undgå fagudtryk, som forældre ikke kender.",
    "Giv plads til lokale forskelle.",
    "Beskriv, hvem der har ansvaret for at følge op.",
    "Læg mere vægt på leg og fællesskab i de første år.",
    "Fremhæv værdien af det frivillige foreningsliv.",
    "Sørg for, at værdierne kan bruges i det daglige arbejde.",
)

VIEWS = (
    "Enig",
    "Enig, med en bemærkning",
    "Foreslås skærpet",
    "Enig; bør stå tidligere",
    "Ordlyden bør være klarere",
    "Ingen bemærkninger",
)

CLOSINGS = (
    "Vi ser frem til at følge det videre arbejde og uddyber gerne svaret.",
    "{kommune} håber, at bemærkningerne kan bruges, og bidrager gerne igen.",
    "Udvalget ønsker god arbejdslyst med det videre arbejde.",
    "Har I spørgsmål til svaret, er I velkomne til at kontakte forvaltningen.",
    "Vi takker endnu en gang for muligheden for at komme med bemærkninger.",
)
