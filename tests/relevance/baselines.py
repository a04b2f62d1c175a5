# SPDX-License-Identifier: MPL-2.0
"""What Torv's engine is measured beside: BM25 over words, stems, stems and 5-grams, and MariaDB FULLTEXT.

All of them see the title and the text as one, and are as plain as they come: no stop words of ours, no weights.
"""
import collections
import ctypes
import ctypes.util
import math
import re
import subprocess
import unicodedata

K1, B = 1.2, 0.75  # as in the literature
GRAM = 5
SNOWBALL = {"da": b"danish", "en": b"english", "nl": b"dutch"}


class Stemmer:
    """libstemmer, the library that Torv links."""

    def __init__(self, language):
        path = ctypes.util.find_library("stemmer")
        if path is None:
            raise OSError("libstemmer is missing (Debian: libstemmer-dev)")
        self.library = ctypes.CDLL(path)
        self.library.sb_stemmer_new.restype = ctypes.c_void_p
        self.library.sb_stemmer_stem.restype = ctypes.c_void_p
        self.library.sb_stemmer_stem.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        self.library.sb_stemmer_length.argtypes = [ctypes.c_void_p]
        self.handle = self.library.sb_stemmer_new(SNOWBALL[language], None)

    def stem(self, word):
        data = word.encode()
        found = self.library.sb_stemmer_stem(self.handle, data, len(data))
        return ctypes.string_at(found, self.library.sb_stemmer_length(self.handle)).decode()


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def stems(text, stemmer):
    return [stemmer.stem(word) for word in words(text)]


def grams(word):
    """The letters of a word, five by five; none of a word that has no more."""
    return [word[at:at + GRAM] for at in range(len(word) - GRAM + 1)] if len(word) > GRAM else []


def stems_and_grams(text, stemmer):
    # A mark keeps a gram apart from a word of the same letters.
    return stems(text, stemmer) + ["~" + gram for word in words(text) for gram in grams(word)]


def bm25(demands, offers, tokens):
    """{id: text} twice, and what makes a text a list of tokens. {demand: [(offer, score), ...]}, best first."""
    documents = {key: collections.Counter(tokens(text)) for key, text in offers.items()}
    lengths = {key: sum(counts.values()) for key, counts in documents.items()}
    average = sum(lengths.values()) / len(lengths)
    postings = collections.defaultdict(list)
    for key, counts in documents.items():
        for token, times in counts.items():
            postings[token].append((key, times))

    def ranking(text):
        scores = collections.Counter()
        for token in set(tokens(text)):
            held = postings.get(token, ())
            rarity = math.log(1 + (len(documents) - len(held) + 0.5) / (len(held) + 0.5))
            for key, times in held:
                length = K1 * (1 - B + B * lengths[key] / average)
                scores[key] += rarity * times * (K1 + 1) / (times + length)
        return sorted(scores.items(), key=lambda one: (-one[1], one[0]))

    return {key: ranking(text) for key, text in demands.items()}


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def fulltext_script(demands, offers):
    """SQL that fills a table and asks it for every demand, in natural language mode."""
    yield ("CREATE OR REPLACE DATABASE torv_relevance CHARACTER SET utf8mb4; USE torv_relevance;"
           "CREATE TABLE offer (id VARCHAR(60) PRIMARY KEY, text TEXT, FULLTEXT (text));")
    for key, text in offers.items():
        yield f"INSERT INTO offer VALUES ({quoted(key)}, {quoted(text)});"
    for key, text in demands.items():
        match = f"MATCH (text) AGAINST ({quoted(text)})"
        yield f"SELECT {quoted(key)}, id, {match} AS score FROM offer WHERE {match} ORDER BY score DESC, id;"
    yield "DROP DATABASE torv_relevance;"


def fulltext(demands, offers, socket, user):
    """As bm25(), by the MariaDB at this socket, with its settings as they come."""
    done = subprocess.run(
        ["mariadb", "--no-defaults", "--batch", "--skip-column-names", "--default-character-set=utf8mb4",
         f"--socket={socket}", f"--user={user}"],
        input="\n".join(fulltext_script(demands, offers)), capture_output=True, text=True, check=True)
    found = {key: [] for key in demands}
    for line in done.stdout.splitlines():
        demand, offer, score = line.split("\t")
        found[demand].append((offer, float(score)))
    return found
