# SPDX-License-Identifier: MPL-2.0
"""How good a ranking is, against what a careful buyer said (tests/relevance/README.md).

A ranking of one demand is a list of (offer, score), best first; the judgements of one demand are {offer: grade}.
"""
import math

DEPTH = 10  # of nDCG and recall
FIRST = 3  # where the best supplier should be


def discounted(grades):
    """The gain of these grades in this order: 2^grade - 1, shared by the logarithm of the place."""
    return sum((2 ** grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def ndcg(ranking, judged):
    """Of the best order there could be, 0 to 1. Somebody has to be judged to fit."""
    found = discounted([judged.get(offer, 0) for offer, _ in ranking[:DEPTH]])
    return found / discounted(sorted(judged.values(), reverse=True)[:DEPTH])


def recall(ranking, judged):
    """How many of all who fit, whatever their grade, are among the first ten."""
    return sum(offer in judged for offer, _ in ranking[:DEPTH]) / len(judged)


def best_is_among_the_first(ranking, judged):
    """Whether one of those with the highest grade that this demand has is among the first three."""
    best = max(judged.values())
    return any(judged.get(offer) == best for offer, _ in ranking[:FIRST])


def told(ranking, line):
    """Who is told: everybody whose score reaches the line."""
    return [offer for offer, score in ranking if score >= line]


def mean(values):
    """None when there is nothing to take the mean of."""
    values = list(values)
    return sum(values) / len(values) if values else None


def precision(rankings, judgements, line):
    """Of all who are told of any demand, how many fit it. None when nobody is told."""
    return mean(offer in judgements.get(demand, {})
                for demand, ranking in rankings.items() for offer in told(ranking, line))


def strong_told(rankings, judgements, line):
    """Of all who should hear of a demand (grade 2 and 3), how many are told."""
    return mean(offer in told(rankings[demand], line)
                for demand, judged in judgements.items() for offer, grade in judged.items() if grade >= 2)


def figures(rankings, judgements, line=None):
    """rankings: {demand: ranking} of all demands; judgements: {demand: judged} of those that somebody fits.
    Without a line (a score without a meaning of its own) there is nobody told."""
    fitting = [(rankings[demand], judged) for demand, judged in judgements.items()]
    found = {
        "nDCG@10": mean(ndcg(*one) for one in fitting),
        "recall@10": mean(recall(*one) for one in fitting),
        "best in 3": mean(best_is_among_the_first(*one) for one in fitting),
    }
    if line is not None:
        found["precision"] = precision(rankings, judgements, line)
        found["told of 2-3"] = strong_told(rankings, judgements, line)
        found["told of none"] = mean(len(told(ranking, line)) for demand, ranking in rankings.items()
                                     if demand not in judgements)
    return found
