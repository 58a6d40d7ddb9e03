"""Stories out to other translation tools and in again.

out         stories and their segments as files
comparing   what one delivered text would change
planning    what a whole delivery would change, story by story
delivering  taking a file in, and writing what it says
memory      pairs of texts out and in
forms, views
"""
