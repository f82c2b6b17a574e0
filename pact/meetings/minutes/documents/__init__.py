"""Minutes to take along, as a document of three kinds, all with the same words; and the list to sign at the door."""
