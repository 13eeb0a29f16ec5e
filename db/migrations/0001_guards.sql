-- What the schema language cannot say: no overlap in time, rows that are never changed, tallies.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE organisation_versions ADD CONSTRAINT organisation_versions_range CHECK (valid_to IS NULL OR valid_to > valid_from);
--> statement-breakpoint
ALTER TABLE organisation_versions ADD CONSTRAINT organisation_versions_no_overlap
  EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&);
--> statement-breakpoint
ALTER TABLE memberships ADD CONSTRAINT memberships_range CHECK (valid_to IS NULL OR valid_to > valid_from);
--> statement-breakpoint
ALTER TABLE memberships ADD CONSTRAINT memberships_one_a_day
  EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (relation = 'membership');
--> statement-breakpoint
ALTER TABLE memberships ADD CONSTRAINT memberships_no_double
  EXCLUDE USING gist (person_id WITH =, organisation_id WITH =, daterange(valid_from, valid_to) WITH &&);
--> statement-breakpoint
ALTER TABLE posts ADD CONSTRAINT posts_range CHECK (valid_to IS NULL OR valid_to > valid_from);
--> statement-breakpoint
ALTER TABLE posts ADD CONSTRAINT posts_no_double
  EXCLUDE USING gist (person_id WITH =, organisation_id WITH =, post WITH =, daterange(valid_from, valid_to) WITH &&);
--> statement-breakpoint
ALTER TABLE posts ADD CONSTRAINT posts_one_secretary
  EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (post = 'secretary' AND NOT is_acting);
--> statement-breakpoint
ALTER TABLE role_grants ADD CONSTRAINT role_grants_range CHECK (valid_to IS NULL OR valid_to > valid_from);
--> statement-breakpoint
-- 三员分立: one person holds at most one of the three administrator roles at a time.
ALTER TABLE role_grants ADD CONSTRAINT role_grants_separate_administrators
  EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_to) WITH &&)
  WHERE (role IN ('system_admin', 'security_admin', 'audit_admin'));
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER score_entries_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER facts_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER handovers_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handovers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER dispatch_recipients_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dispatch_recipients FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Tallies are upserted in key order, so that two transactions of one task never wait for each other crosswise.
CREATE FUNCTION tally_new_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_tallies AS t (task_id, state, count)
  SELECT task_id, state, count(*) FROM added GROUP BY task_id, state ORDER BY task_id, state
  ON CONFLICT (task_id, state) DO UPDATE SET count = t.count + excluded.count;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER assignments_tally_insert AFTER INSERT ON assignments REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tally_new_assignments();
--> statement-breakpoint
CREATE FUNCTION tally_moved_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_tallies AS t (task_id, state, count)
  SELECT task_id, state, sum(n) FROM (
    SELECT n.task_id, n.state, 1 AS n FROM added n JOIN removed o USING (id) WHERE n.state <> o.state
    UNION ALL
    SELECT o.task_id, o.state, -1 FROM added n JOIN removed o USING (id) WHERE n.state <> o.state
  ) moves GROUP BY task_id, state ORDER BY task_id, state
  ON CONFLICT (task_id, state) DO UPDATE SET count = t.count + excluded.count;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER assignments_tally_update AFTER UPDATE ON assignments REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tally_moved_assignments();
