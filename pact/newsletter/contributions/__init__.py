"""Contributions: an organisation is asked by a link without an account, hands something in or says «deze keer niets».

The coordinator takes a text, sends it back with a suggestion, or leaves it out. What is handed in can be changed until
it is taken. An answer is an answer: who gave one is never reminded.
"""
