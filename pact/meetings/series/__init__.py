"""A meeting that comes back: one rule, and a meeting with its own agenda, answers and minutes for each of its days.

The rule says the times of the clock on the wall, so seven o'clock stays seven o'clock when summer begins. What differs
from the rule (another time, a day left out) is not written down twice: it is what the meetings say. Everybody hears of
a whole series in one letter, and their calendar gets one appointment that comes back.
"""
