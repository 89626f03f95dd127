"""A plan's text as an addressable tree: headings, paragraphs, sentences, boxes, tables, footnotes."""
