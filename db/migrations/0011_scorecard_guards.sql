-- Rows that are never changed once written.
CREATE TRIGGER quarter_moves_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quarter_moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER self_assessments_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON self_assessments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER judgements_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER unscored_treatments_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unscored_treatments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER score_snapshots_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_snapshots FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER score_bundles_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_bundles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER question_answers_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON question_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER score_imports_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON score_imports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A veto and a zeroed indicator bear no points of their own.
ALTER TABLE score_entries ADD CONSTRAINT score_entries_effect CHECK (effect = 'points' OR amount_hundredths = 0);
--> statement-breakpoint
ALTER TABLE score_entries ADD CONSTRAINT score_entries_indicator CHECK ((quarter_id IS NULL) = (indicator_key IS NULL) AND (quarter_id IS NULL) = (rule_key IS NULL));
--> statement-breakpoint
ALTER TABLE score_entries ADD CONSTRAINT score_entries_stands_on CHECK (fact_id IS NOT NULL OR quarter_id IS NOT NULL);
--> statement-breakpoint
-- A published scheme stays as it was; it may only be retired.
CREATE FUNCTION keep_published_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'a published scheme is never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state <> 'draft' AND (
    (NEW.committee_id, NEW.year, NEW.version, NEW.name, NEW.document, NEW.document_hash, NEW.published_at)
    IS DISTINCT FROM
    (OLD.committee_id, OLD.year, OLD.version, OLD.name, OLD.document, OLD.document_hash, OLD.published_at)
    OR NEW.state = 'draft'
  ) THEN
    RAISE EXCEPTION 'a published scheme is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER schemes_keep_published BEFORE UPDATE OR DELETE ON schemes FOR EACH ROW EXECUTE FUNCTION keep_published_scheme();
--> statement-breakpoint
-- After 定稿 nothing posts to a quarter until a revision is opened.
CREATE FUNCTION refuse_frozen_quarter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM scorecard_quarters q
    WHERE q.state = 'frozen' AND q.id IN (SELECT DISTINCT n.quarter_id FROM posted n)
  ) THEN
    RAISE EXCEPTION 'nothing posts to a frozen quarter' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER score_entries_open_quarter AFTER INSERT ON score_entries REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_quarter();
