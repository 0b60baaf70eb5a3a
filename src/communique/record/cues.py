"""What the model of acts looks at around a word: the lexicon's verdict, the word with what it governs, what governs it,
the two sides by kind, how it is put, and the words of its clause. A cue is a short name, `kind=value`, as it stands in
the table of weights."""

from collections.abc import Iterator, Sequence

from communique.record import status
from communique.record.scene import ACTIVE, WORDS, Scene
from communique.record.tree import CLAUSES

COMPLEMENTS = ("xcomp", "ccomp", "advcl", "pcomp")
PREPOSITIONS = {"prep", "agent", "dative"}


def of_type(scene: Scene, index: int) -> list[str]:
    """The cues for which type of act, if any, a word tells."""
    verb = scene.tree.token(index).pos in ACTIVE
    found = dict.fromkeys(_lexicon(scene, index))
    found.update(dict.fromkeys(_verb(scene, index) if verb else _noun(scene, index)))
    found.update(dict.fromkeys(_above(scene, index)))
    found.update(dict.fromkeys(_clause(scene, index)))
    return list(found)


def _lexicon(scene: Scene, index: int) -> Iterator[str]:
    yield "bias"
    met = scene.rules(index)
    for rule in met:
        trust = "strong" if rule.rule.near and not rule.rule.weak else "weak" if rule.rule.weak else "plain"
        yield from (f"rule={rule.event}", f"rule={rule.event}/{trust}")
    if not met:
        yield "rule=none"
    else:
        yield f"first={max(met, key=lambda m: m.trust).event}"
    best = max((m.trust for m in met), default=0.0)
    if any(trust > best for other, trust in scene.trust.items() if other != index):
        yield "outdone" + ("/unmet" if not met else "")


def _verb(scene: Scene, index: int) -> Iterator[str]:
    tree, lemma, classes = scene.tree, scene.lemmas[index], scene.classes(index)
    voice = "passive" if tree.passive(index) else "active"
    yield from (f"head={lemma}", f"head={lemma}/{voice}", f"voice={voice}", f"tag={tree.token(index).tag}")
    yield from (f"class={name}" for name in classes)
    subjects = tree.subjects(index)
    doers, objects = subjects, tree.kids(index, "dobj")
    if voice == "passive":
        doers, objects = [p for a in tree.kids(index, "agent") for p in tree.kids(a, "pobj")], subjects
    yield from _doer(scene, lemma, classes, doers[0]) if doers else (f"by=nobody/{voice}",)
    yield from _particles(scene, lemma, classes, index)
    yield from _completed(scene, lemma, classes, index)
    if not objects:
        yield from ("what=nothing", f"head={lemma}/what=nothing")
        return
    yield from _object(scene, lemma, classes, objects[0])
    yield from (f"what.{cue}" for cue in _phrases(scene, objects[0]))
    if doers:
        yield f"sides={scene.side(doers[0])}/{scene.side(objects[0])}"


def _doer(scene: Scene, lemma: str, classes: Sequence[str], who: int) -> Iterator[str]:
    side = scene.side(who)
    yield from (f"by={side}", f"by={scene.lemmas[who]}", f"head={lemma}/by={side}")
    yield from (f"class={name}/by={side}" for name in classes)


def _completed(scene: Scene, lemma: str, classes: Sequence[str], index: int) -> Iterator[str]:
    """The clauses that complete a verb."""
    tree = scene.tree
    for other in tree.kids(index, "ccomp", "xcomp"):
        yield from _said(scene, lemma, classes, other)
    for other in tree.kids(index, *COMPLEMENTS):
        rel = tree.token(other).dep
        yield f"then={scene.lemmas[other]}/{rel}"
        if rel != "advcl":
            yield from (f"head={lemma}/then={scene.lemmas[other]}", f"head={lemma}/{rel}")
            yield from (f"class={name}/{rel}" for name in classes)
            for met in scene.rules(other)[:1]:
                yield f"then={met.event}/{rel}"
                yield from (f"class={name}/then={met.event}" for name in classes)


def _said(scene: Scene, lemma: str, classes: Sequence[str], other: int) -> Iterator[str]:
    """How the clause that completes a verb is put: what one will do oneself, what another must, what did not happen."""
    tree = scene.tree
    who = tree.kids(other, "nsubj", "nsubjpass")
    own = "own" if not who or tree.token(who[0]).pos == "PRON" else "other"
    how = f"{own}/{'not ' if status.negated(tree, other) else ''}{status.modal(tree, other) or tree.token(other).tag}"
    yield from (f"said={own}", f"said={how}", f"head={lemma}/said={own}", f"head={lemma}/said={how}")
    for name in classes:
        yield from (f"class={name}/said={own}", f"class={name}/said={how}")
    for kind in (k for met in scene.rules(other)[:1] for k in (status.group(met.event),)):
        yield from (f"said={how}/{kind}", *(f"class={name}/said={how}/{kind}" for name in classes))


def _object(scene: Scene, lemma: str, classes: Sequence[str], what: int) -> Iterator[str]:
    tree = scene.tree
    yield f"what={scene.lemmas[what]}"
    yield f"head={lemma}/what={scene.lemmas[what]}"
    side = scene.side(what)
    yield f"what={side}"
    yield f"head={lemma}/what={side}"
    kinds = scene.classes(what)
    for kind in kinds:
        yield f"what={kind}"
        yield f"head={lemma}/what={kind}"
    for name in classes:
        yield f"class={name}/what={side}"
        for kind in kinds:
            yield f"class={name}/what={kind}"
    for kid in tree.kids(what, "amod", "compound", "nmod"):
        if scene.lemmas[kid]:
            yield f"what.of={scene.lemmas[kid]}"
            for kind in scene.classes(kid):
                yield f"what.of={kind}"
                for name in classes:
                    yield f"class={name}/what.of={kind}"
    for kid in tree.kids(what, "conj"):
        for kind in scene.classes(kid):
            yield f"what={kind}"


def _particles(scene: Scene, lemma: str, classes: Sequence[str], index: int) -> Iterator[str]:
    tree = scene.tree
    for kid in tree.kids(index, "prt", "advmod", "acomp", "attr", "oprd"):
        if not scene.lemmas[kid]:
            continue
        yield f"head={lemma}/with={scene.lemmas[kid]}"
        yield f"with={scene.lemmas[kid]}"
        for kind in scene.classes(kid):
            yield f"with={kind}"
    for cue in _phrases(scene, index):
        yield cue
        yield f"head={lemma}/{cue}"
        for name in classes:
            yield f"class={name}/{cue}"


def _phrases(scene: Scene, index: int) -> Iterator[str]:
    """Prepositions and what they lead to."""
    tree = scene.tree
    for preposition in (k for k in tree.children[index] if tree.token(k).dep in PREPOSITIONS):
        word = scene.lemmas[preposition]
        yield f"to={word}"
        for what in tree.kids(preposition, "pobj", "pcomp"):
            yield f"to={word}:{scene.side(what)}"
            if scene.lemmas[what] and what not in scene.actor_at:
                yield f"to={word}:{scene.lemmas[what]}"
            for kind in scene.classes(what):
                yield f"to={word}:{kind}"


def _noun(scene: Scene, index: int) -> Iterator[str]:
    tree, lemma = scene.tree, scene.lemmas[index]
    token = tree.token(index)
    yield f"noun={lemma}"
    yield f"noun/{token.dep}"
    yield f"noun={lemma}/{token.dep}"
    for kind in scene.classes(index):
        yield f"kind={kind}"
        yield f"kind={kind}/{token.dep}"
    for cue in _phrases(scene, index):
        yield f"noun.{cue}"
        yield f"noun={lemma}/{cue}"
    for kid in tree.children[index]:
        dep = tree.token(kid).dep
        if dep == "det":
            yield f"det={scene.lemmas[kid]}"
        elif dep in {"amod", "compound", "nmod", "poss"}:
            side = scene.side(kid) if kid in scene.actor_at else ""
            yield f"of={side or scene.lemmas[kid]}"
            yield f"noun={lemma}/of={side or scene.lemmas[kid]}"
            for kind in scene.classes(kid):
                yield f"of={kind}"
        elif dep in {"acl", "relcl"}:
            yield f"noun/{dep}={scene.lemmas[kid]}"


def _above(scene: Scene, index: int) -> Iterator[str]:
    """What governs the word."""
    tree = scene.tree
    token = tree.token(index)
    kind = "v" if token.pos in ACTIVE else "n"
    yield f"dep={token.dep}/{kind}"
    above, rel = token.head, token.dep
    if rel in {"pobj", "pcomp"} and tree.token(above).head != above:
        rel = f"{scene.lemmas[above]}"
        above = tree.token(above).head
        yield f"under={rel}/{kind}"
    if above != index:
        yield f"gov={scene.lemmas[above]}/{rel}"
        yield f"gov={scene.lemmas[above]}/{kind}"
        for name in scene.classes(above):
            yield f"gov={name}/{rel}"
            for own in scene.classes(index):
                yield f"gov={name}/{rel}/{own}"
        for met in scene.rules(above)[:1]:
            yield f"gov={met.event}/{rel}"
            yield from (f"gov={met.event}/{mine.event}" for mine in scene.rules(index)[:1])
        if tree.token(above).pos in ACTIVE and kind == "n":
            yield f"gov={scene.lemmas[above]}/noun={scene.lemmas[index]}"
    for name in status.operators(tree, index, ""):
        yield f"scope={name}"
    depth = sum(tree.token(i).dep in CLAUSES | {"acl", "xcomp", "pcomp"} for i in (index, *tree.up(index)))
    yield f"depth={min(depth, 3)}/{kind}"
    yield f"first={'yes' if scene.heads and scene.heads[0] == index else 'no'}/{kind}"
    if status.negated(tree, index):
        yield f"negated/{kind}"
    if modal := status.modal(tree, index):
        yield f"modal={modal}/{kind}"
    if status.conditional(tree, index):
        yield f"conditional/{kind}"


def _clause(scene: Scene, index: int) -> Iterator[str]:
    """The words of the clause, without those of the clauses in it."""
    tree = scene.tree
    for i in tree.down(index, clauses=False):
        if i != index and tree.token(i).pos in WORDS and scene.lemmas[i] and scene.lemmas[i] not in {"be", "have"}:
            if tree.token(i).pos not in {"ADP", "PART"}:
                yield f"word={scene.lemmas[i]}"
            for kind in scene.classes(i):
                yield f"near={kind}"
