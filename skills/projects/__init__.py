"""Learning projects with checks: packs of data to work on, and checks of the results.

`packs` describes each pack, `pack_files` writes it, `check_predictions` compares a file of
predictions with the answers that were held back. scikit-learn and the data are loaded only when a
pack or a check is asked for.
"""
