"""Placement: which pupil goes where (przydział staży), by a published rule, with a proof that anybody may check.

Two rules: *least total cost* (`cheapest`, the exact optimum) and *stable* (`stable`, no justified envy). Both read a
`Network` and answer with an option for each pupil; `proof` checks either answer without trusting the search.
"""
