"""Recruiting: from a name to a signature. Every open lead has a day on which somebody looks again.

A lead goes lead → approached → talking → asked → signed, or declined, or later, which comes back by itself. Nobody says
by hand that somebody signed: the covenant does (`settling`). Notes are about organisations, never about residents.
"""
