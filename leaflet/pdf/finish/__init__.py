"""The accessible finish: what WeasyPrint draws, told to screen readers, archives and copiers.

Boxes become a tree of parts (`structure`), the tree and the marks on the pages become tags
(`leaflet.pdf.tags`), and whatever is in no part becomes an artifact (`marks`).
"""
