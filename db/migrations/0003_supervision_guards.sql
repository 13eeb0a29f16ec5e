-- Rows that are never changed once written.
CREATE TRIGGER form_reports_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON form_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER escalations_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON escalations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER step_evaluations_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON step_evaluations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE tasks ADD CONSTRAINT tasks_completion_count CHECK ((completion_rule = 'count') = (completion_count IS NOT NULL) AND (completion_count IS NULL OR completion_count > 0));
--> statement-breakpoint
ALTER TABLE task_nodes ADD CONSTRAINT task_nodes_reviewer CHECK ((reviewer = 'person') = (reviewer_id IS NOT NULL));
--> statement-breakpoint
ALTER TABLE obligations ADD CONSTRAINT obligations_one_state CHECK (NOT (discharged_at IS NOT NULL AND exemption_basis IS NOT NULL) AND (activity_id IS NULL) = (discharged_at IS NULL));
