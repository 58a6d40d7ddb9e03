"""Translations as other tools read and write them: XLIFF 1.2 and 2.x, TMX 1.4. It knows no database.

codes       a text's marks as numbered codes, and back
document    what a file says, whatever its format
errors      what a file is refused for
parsing     XML of anybody's, read safely
archive     zips of anybody's, read safely
reading     any of these files by what is in it
xliff12, xliff20, inline
rules       what makes a unit of XLIFF whole, where the schemas do not tell
tmx         pairs of texts for translation memories
"""
