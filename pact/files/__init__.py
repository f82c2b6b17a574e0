"""Files that people send in: looked through before they are kept, kept in the database, and only ever downloaded.

    accepted = accepting.accept(form.file.data, DOCUMENTS + PICTURES)     raises Refused, with a sentence
    stored = store.keep(accepted, organisation_id, me.id)                 raises Refused when their room is full
    serving.download(stored.id, title)                                    the answer

What a file is, its content says; its name and what the browser says of it count for nothing (SECURITY.md 33). Look
first and lock afterwards: to look through ten megabytes takes a second in which nobody else should have to wait.
"""
