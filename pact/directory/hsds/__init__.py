"""The directory as open data in the words of HSDS 3.1: what everybody reads on the site, and not a word more.

A confidential place is left out in the question to the database; of people nothing is asked. Every answer keeps to the
published schemas without a property of our own.
"""
