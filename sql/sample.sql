-- SPDX-License-Identifier: MPL-2.0
-- Sample data: what the ordinary functions have no way to set, because in life it comes about step by
-- step (a review that was decided weeks ago), and what tells whether the sample is there.

-- name: sample_organisations
-- Whether this installation is in use already.
SELECT COUNT(*) FROM organisation

-- name: sample_enterprise_settle
-- Where the review of an enterprise stands. Arguments: status, submitted, approved, the enterprise.
UPDATE enterprise SET status = ?, submitted_at = ?, approved_at = ? WHERE organisation_id = ?

-- name: sample_changes_requested
-- A decision of some days ago. Arguments: the enterprise, the reviewer, words, due day, when.
INSERT INTO review (organisation_id, reviewer_id, verdict, words, due_on, created_at)
VALUES (?, ?, 'changes_requested', ?, ?, ?)

-- name: sample_draft_line
-- A line that is still to be published. Arguments: the municipality's organisation, the title.
SELECT l.id, l.created_by
FROM plan_line l JOIN plan p ON p.id = l.plan_id
WHERE p.organisation_id = ? AND l.title = ? AND l.status = 'draft'

-- name: sample_field_date
-- What has just been noted of an entry happened some days ago. Arguments: the day, the entry, what.
UPDATE field_event SET happened_on = ? WHERE entry_id = ? AND kind = ?
