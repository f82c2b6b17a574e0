"""The letter of an issue: built from its articles, checked, looked at, tried on oneself, frozen when ordered."""
