"""Texts such as receipts carry, made at random. Words come from Debian's dictionaries."""

import random
import re
import string
from pathlib import Path

DICTIONARIES = Path("/usr/share/dict")
ENGLISH = ["american-english", "british-english"]
OTHERS = ["ngerman", "french", "italian", "spanish", "portuguese", "dutch", "polish", "swedish", "danish", "nynorsk"]
# What there is no dictionary for, by syllables.
MALAY = """ba bah ber bu da dan di ga gu ha in ja jal ka kan kel ke la lan lu ma me nas nga pa per ra ri sa se ser si sung ta
    tan tu ya wa""".split()
VIETNAMESE = "b c d đ g gh h k kh l m n ng nh ph qu r s t th tr v x".split()
RHYMES = """a ạ ả á à ăn ắt ặc ân ấp ậu e én ẹ ên ế ệt ì ị inh o ọc ò ông ổi ộ ơn ờ ợ ớt u ụ úng ư ữa ực ươ ưởng ường y ỹ iên
    iệu oàn uyễn""".split()

CURRENCIES = """RM RM RM $ € £ EUR CHF USD Rp Rp. kr Kč zł Ft R$ S$ ₫ đ VND ₹ MYR SGD GBP SEK DKK NOK CZK PLN HUF lei AUD
    CAD""".split()
MONTHS = """Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Januar März Mai Juni Oktober Dezember janvier février mars avril
    juin juillet août septembre décembre gennaio maggio luglio agosto enero marzo abril julio octubre fevereiro março
    setembro dezembro January February March April June July August September October November December""".split()

# In these # is a digit and @ a capital letter.
CODES = ["###", "#####", "########", "#############", "@@######", "@###-#####", "######-@", "(######-@)", "#####", "@@#########",
         "**** ####", "XXXX XXXX ####", "@@ ### ### ###", "-----", "--------------", "======", "============", "**********"]
CODE_LABELS = ["", "", "No: ", "Tax ID ", "GST ID: ", "Inv No.: ", "Ref ", "VAT ", "Reg. No. "]
CONTACTS = ["TEL: ##-#### ####", "Tel. +## ## ### ## ##", "FAX : ###-#######", "www.{word}{word}.com", "{word}(at){word}.com",
            "www.{word}.de", "##### {Word}", "{Word} ##", "NO.##, JALAN {WORD} #/##,", "LOT ###, ##### {WORD}"]
DATE_LABELS = ["", "", "Date: ", "DATE ", "Datum: ", "Date : ", "Tarikh: ", "Data ", "Fecha: ", "Dato: "]

# Signs that are taken for each other easily, without a word that tells them apart.
CONFUSING = ("0O8B5S1Il|Z27T6G4A9gq.,:;-'\"/()%&#+*cCeouvVwWmnMNrRhHkKxXyYfFtjJpPdDbLE"
             "SS55BB88GGQQDDUUVVXKK")
LONGEST = 44  # characters
PHRASES = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").splitlines()


class Texts:
    """
    vocabulary: words that receipts print
    characters: what the recogniser knows; no text holds another
    """

    def __init__(self, vocabulary: list[str], characters: set[str], seed: int) -> None:
        self.random = random.Random(seed)
        self.vocabulary = vocabulary
        self.characters = characters
        self.signs = sorted(characters - {" "})
        self.english, self.others = ([dictionary(name) for name in names] for names in (ENGLISH, OTHERS))

    def line(self) -> str:
        r = self.random
        kinds = [(self.item, 20), (self.amount_line, 20), (self.phrase, 20), (self.amount, 14), (self.date, 8),
                 (self.code, 7), (self.contact, 6), (self.any, 1), (self.confusing, 4)]
        while True:
            (make,) = r.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])
            text = re.sub(r"\s+", " ", make()).strip()
            if r.random() < 0.04:
                text = r.choice(["*", "-", "**", "#", "(", "=", ">"]) + text
            if r.random() < 0.06:
                text += r.choice(["*", ":", ".", ")", "-", " A", " B", " SR", " T", "%", "!", "?", ","])
            text = text[:LONGEST].strip()
            if text and self.characters.issuperset(text):
                return text

    def word(self) -> str:
        r = self.random
        pick = r.random()
        if pick < 0.07:
            return "".join(r.choices(MALAY, k=r.randint(1, 4)))
        if pick < 0.09:
            return r.choice(["", *VIETNAMESE]) + r.choice(RHYMES)
        return r.choice(r.choice(self.english if pick < 0.55 else self.others))

    def case(self, text: str) -> str:
        pick = self.random.random()
        if pick < 0.45 and len(text.upper()) == len(text):
            return text.upper()
        return text.title() if pick < 0.75 else text

    def phrase(self) -> str:
        r = self.random
        pick = r.random()
        if pick < 0.3:
            return self.case(r.choice(self.vocabulary))
        if pick < 0.5:
            phrase = r.choice(PHRASES)
            return phrase if r.random() < 0.6 else self.case(phrase.lower())
        joint = r.choice([" "] * 12 + ["-", " & ", ", ", "/", ". ", " - "])
        return self.case(joint.join(self.word() for _ in range(r.choice([1, 1, 2, 2, 3, 4]))))

    def number(self) -> str:
        r = self.random
        value = r.randint(*r.choice([(0, 99), (0, 999), (1000, 99999), (100000, 9999999)]))
        whole = f"{value:,}"
        cents = f"{r.randint(0, 99):02d}" if r.random() < 0.6 else r.choice(["00", "50", "90", "99", "95", "10"])
        style = r.random()
        if style < 0.55:
            return (whole if r.random() < 0.7 else str(value)) + "." + cents
        if style < 0.85:
            return whole.replace(",", r.choice([".", " ", "", "'"])) + "," + cents
        return whole.replace(",", r.choice([".", " ", "", ","]))

    def amount(self) -> str:
        r = self.random
        number = self.number()
        pick = r.random()
        if pick < 0.06:
            return "-" + number
        if pick < 0.6:
            return number
        currency, gap = r.choice(CURRENCIES), r.choice(["", " "])
        return currency + gap + number if r.random() < 0.6 else number + gap + currency

    def amount_line(self) -> str:
        return self.phrase() + self.random.choice([" ", ": ", " : ", ":", " = "]) + self.amount()

    def item(self) -> str:
        r = self.random
        if r.random() < 0.2:
            times, rest = r.choice(["x", "X", "*", "@"]), r.choice(["", "=", self.amount()])
            return f"{r.randint(1, 12)} {times} {self.amount()} {rest}"
        count = f"{r.randint(1, 20)}{r.choice(['', 'x', ' x', ' X', 'pcs', '.'])} " if r.random() < 0.4 else ""
        units = ["g", "ml", "G", "ML", "KG", "L", "cm", "%", "PCS", "'S"]
        size = f" {r.randint(1, 990)}{r.choice(units)}" if r.random() < 0.3 else ""
        return count + self.phrase() + size + (" " + self.amount() if r.random() < 0.5 else "")

    def date(self) -> str:
        r = self.random
        year, month, day = r.randint(2005, 2029), r.randint(1, 12), r.randint(1, 31)
        short = year % 100
        sign = r.choice(["/", "-", ".", "/", " "])
        name = self.case(r.choice(MONTHS))
        date = r.choice([
            f"{day:02d}{sign}{month:02d}{sign}{year}", f"{day:02d}{sign}{month:02d}{sign}{short:02d}",
            f"{year}{sign}{month:02d}{sign}{day:02d}", f"{day}{sign}{month}{sign}{year}", f"{day} {name} {year}",
            f"{day}-{name}-{short:02d}", f"{name} {day}, {year}", f"{day}. {name} {year}"])
        hour, minute, second = r.randint(0, 23), r.randint(0, 59), r.randint(0, 59)
        half = r.choice(["AM", "PM", "am", "pm"])
        time = r.choice([f"{hour:02d}:{minute:02d}", f"{hour:02d}:{minute:02d}:{second:02d}",
                         f"{hour % 12 + 1}:{minute:02d} {half}", f"{hour:02d}.{minute:02d}"])
        labelled = r.choice(DATE_LABELS) + date
        return r.choice([labelled, f"{date} {time}", time, f"{labelled} {time}", date, f"{time} {date}"])

    def code(self) -> str:
        return self.random.choice(CODE_LABELS) + self.filled(self.random.choice(CODES))

    def contact(self) -> str:
        text = self.filled(self.random.choice(CONTACTS))
        plain = ["".join(c for c in self.word().lower() if c in string.ascii_lowercase) or "shop" for _ in range(2)]
        for word in plain:
            text = text.replace("{word}", word, 1)
        word = self.word()
        return text.replace("{Word}", self.case(word)).replace("{WORD}", word.upper()).replace("(at)", "@")

    def filled(self, pattern: str) -> str:
        letters = re.sub("@", lambda _: self.random.choice(string.ascii_uppercase), pattern)
        return re.sub("#", lambda _: self.random.choice(string.digits), letters)

    def any(self) -> str:
        return "".join(self.random.choices(self.signs, k=self.random.randint(2, 12)))

    def confusing(self) -> str:
        return "".join(self.random.choices(CONFUSING, k=self.random.randint(3, 14)))


def dictionary(name: str) -> list[str]:
    # Some hold a few words in an older encoding.
    words = (DICTIONARIES / name).read_text(encoding="utf-8", errors="ignore").split()
    return [word for word in words if 1 < len(word) < 16]


def vocabulary_of(folder: Path) -> list[str]:
    """The words that receipts print next to numbers and dates, from the lists words`…` of the reader's vocabularies."""
    sources = "".join((folder / name).read_text(encoding="utf-8") for name in ("labels.ts", "date-words.ts"))
    lists = re.findall(r"words`([^`]*)`", sources)
    return [word for text in lists for word in re.split(r",\s+", text.strip()) if 2 <= len(word) <= 40]
