"""What a lawyer reads: rules and the words they use in prose, made of the same form that is evaluated.

Knows the checked rules, what refers to what and what a rule means; nothing of subjects or of files. Every text is a
function of the loaded packs: the same bytes for the same rules.
"""
