# Art. 26(6) and Art. 6(3) of the AI Act with its profiling override, in Rego (v1).
package aia

# The dates are chosen by hand: Rego has no notion of an instrument that is known on one day and in force on another.
annex_iii_start := "2026-08-02" if input.known_on < "2026-07-24"

else := "2027-12-02"

# Art. 6(2)
annex_iii_high_risk if {
	input.as_of >= annex_iii_start
	count(input.system.annex_iii_areas) > 0
	not derogation
}

# Art. 6(3), subparagraphs 1 and 2
derogation if {
	input.system.significant_risk_of_harm == false
	listed_condition
	not profiling
}

listed_condition if input.system.narrow_procedural_task
listed_condition if input.system.improves_finished_human_work
listed_condition if input.system.detects_patterns_without_replacing_review
listed_condition if input.system.preparatory_task_only

# Art. 6(3), subparagraph 3
profiling if input.system.profiles_natural_persons

# Art. 26(6)
keep_logs if {
	"deployer" in input.system.roles
	annex_iii_high_risk
	input.system.logs_controlled_by in {"deployer", "shared"}
}

# Evidence: whoever asks has to compute its age and hand it in.
gap contains "log_retention" if {
	keep_logs
	not proven
}

proven if {
	some item in input.evidence
	item.kind in {"storage_policy_export", "retained_log_sample"}
	item.version == input.system.version
	item.age_days <= 90
	item.retention_months >= 6
	item.accepted_by == "compliance_officer"
}
