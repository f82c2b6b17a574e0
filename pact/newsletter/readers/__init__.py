"""Who gets the newsletter: only who said yes and can prove to live at that address, and who leaves is gone at once.

Nobody sees the addresses, the coordinator neither: there are counts. Whatever address anybody types, the answer is the
same.
"""
