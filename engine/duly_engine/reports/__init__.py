"""Assessments as documents: JSON with a published schema, and one self-contained HTML file.

Knows assessments and nothing of how they came about. Renders statuses, never derives them. Every document is a
function of the assessment: no clock, no randomness, the same bytes for the same answer.
"""
