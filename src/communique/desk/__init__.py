"""The desk: the composition root, the only place that knows all rooms.

equipment   what it works with: settings, clock, store, network, recorder, grouper
steps       every step over plain values, in the order of the data
sourcing    what a person does with the sources: look, add, check, carry in and out
hubs        asking hubs to push what is new, and answering them
gathering   the first step on the store: ask what is due, many hosts at once
regrouping  reports given to other stories, and where the addresses of those lead
editing     what an editor decides about stories
editors     editors who sign in to the site
looking     the look back of a round: what was decided too early
removing    sources and people removed on demand
openid      who a provider says somebody is; identified: which user that is
minding     what an admin decides about sources
serving     the site over the desk's store
watches     what a person does with watches: add, remove, pause
delivering  what is news for a watch, put into an outbox and sent
rounds      the same steps on the store, made to be cut off at any moment and run again
"""

from communique.desk.gathering import Progress, Round
from communique.desk.rounds import Desk

__all__ = ["Desk", "Progress", "Round"]
