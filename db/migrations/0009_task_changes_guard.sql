CREATE TRIGGER task_changes_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON task_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE task_changes ADD CONSTRAINT task_changes_differ CHECK (from_person_id IS DISTINCT FROM to_person_id);
