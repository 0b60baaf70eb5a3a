"""Short cases of offices and speech, written before the code they measure; in `cases.txt`; errors
were then looked at one by one. Those in `fresh.txt` were written after it and measured once, before any was looked at.

A case is a line of text (`//` parts paragraphs) and what it tells: `o person | office | country`, `q speaker |
addressee | first words` for a quotation, `r` the same for reported speech; a body speaks as `name/COUNTRY`. Offices and
quotations are complete, so what else is found is invented; of reported speech the cases name only some.
Names and happenings are made up. As in `sample_record`, military ranks are no offices and a counterpart holds the
office of whom the sentence names before; five lines that broke these rules were put right after the first measurement.
"""
