"""The sample: invented institutions and figures on real territories and occupations, in the registers' file shapes.

`generate.write_sample` writes the files, `load.load_sample` brings them in through the same importers as real ones,
`remove.remove_sample` takes everything out again. Nothing here is read by pages.
"""
