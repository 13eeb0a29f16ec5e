CREATE TABLE "appeal_files" (
	"appeal_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "appeal_files_appeal_id_file_id_pk" PRIMARY KEY("appeal_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"organisation_id" uuid NOT NULL,
	"indicator_key" text NOT NULL,
	"rule_key" text NOT NULL,
	"basis_key" text NOT NULL,
	"entry_id" uuid,
	"present_hundredths" integer NOT NULL,
	"asked_hundredths" integer,
	"reason" text NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"decider_id" uuid,
	"state" text NOT NULL,
	"decided_hundredths" integer,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"fact_id" uuid,
	"request_key" uuid NOT NULL,
	CONSTRAINT "appeals_requestKey_unique" UNIQUE("request_key")
);
--> statement-breakpoint
CREATE TABLE "judgement_files" (
	"judgement_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "judgement_files_judgement_id_file_id_pk" PRIMARY KEY("judgement_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"indicator_key" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"items" jsonb NOT NULL,
	"note" text,
	"fact_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "judgements_quarterId_organisationId_indicatorKey_version_unique" UNIQUE("quarter_id","organisation_id","indicator_key","version")
);
--> statement-breakpoint
CREATE TABLE "quarter_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"revision" integer NOT NULL,
	"reason" text,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarter_subjects" (
	"quarter_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"class" text,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"merged_into_id" uuid,
	"total_hundredths" integer,
	"full_hundredths" integer,
	"unscored_hundredths" integer,
	"indicators" jsonb,
	"reckoned_at" timestamp (3) with time zone,
	CONSTRAINT "quarter_subjects_quarter_id_organisation_id_pk" PRIMARY KEY("quarter_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "question_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"question_key" text NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_bundles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "score_bundles_quarterId_revision_unique" UNIQUE("quarter_id","revision")
);
--> statement-breakpoint
CREATE TABLE "score_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"rule_key" text NOT NULL,
	"file_id" uuid NOT NULL,
	"rows" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"audit_seq" bigint,
	"audit_hash" text,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "score_snapshots_quarterId_revision_kind_number_unique" UNIQUE("quarter_id","revision","kind","number")
);
--> statement-breakpoint
CREATE TABLE "self_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"indicator_key" text NOT NULL,
	"version" integer NOT NULL,
	"hundredths" integer NOT NULL,
	"note" text,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "self_assessments_quarterId_organisationId_indicatorKey_version_unique" UNIQUE("quarter_id","organisation_id","indicator_key","version")
);
--> statement-breakpoint
CREATE TABLE "self_submissions" (
	"quarter_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "self_submissions_quarter_id_organisation_id_pk" PRIMARY KEY("quarter_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "set_asides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"resolution" text,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "unscored_treatments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"indicator_key" text NOT NULL,
	"class" text,
	"treatment" text NOT NULL,
	"department" text,
	"minutes_number" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unscored_treatments_quarterId_indicatorKey_class_unique" UNIQUE NULLS NOT DISTINCT("quarter_id","indicator_key","class")
);
--> statement-breakpoint
CREATE TABLE "verification_replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"indicator_key" text,
	"is_agreed" boolean NOT NULL,
	"words" text,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "review_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"indicator_key" text,
	"words" text NOT NULL,
	"person_id" uuid,
	"due_on" date NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	"task_id" uuid,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_decisions_requestKey_unique" UNIQUE("request_key")
);
--> statement-breakpoint
CREATE TABLE "review_meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quarter_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"state" text NOT NULL,
	"held_on" date NOT NULL,
	"place" text,
	"agenda" jsonb NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	CONSTRAINT "review_meetings_quarterId_snapshotId_unique" UNIQUE("quarter_id","snapshot_id")
);
--> statement-breakpoint
CREATE TABLE "review_notes" (
	"meeting_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"words" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_notes_meeting_id_organisation_id_pk" PRIMARY KEY("meeting_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "schemes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"committee_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"document" jsonb NOT NULL,
	"document_hash" text,
	"change_note" text,
	"state" text NOT NULL,
	"edit_version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_by" uuid,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "schemes_committeeId_year_version_unique" UNIQUE("committee_id","year","version")
);
--> statement-breakpoint
CREATE TABLE "scorecard_quarters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"committee_id" uuid NOT NULL,
	"period" text NOT NULL,
	"scheme_id" uuid NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"self_due_on" date,
	"preliminary_due_on" date,
	"verification_ends_on" date,
	"publication_starts_on" date,
	"publication_ends_on" date,
	"minutes_number" text,
	"approved_on" date,
	"frozen_at" timestamp (3) with time zone,
	CONSTRAINT "scorecard_quarters_committeeId_period_unique" UNIQUE("committee_id","period")
);
--> statement-breakpoint
ALTER TABLE "score_entries" ALTER COLUMN "fact_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "effect" text DEFAULT 'points' NOT NULL;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "quarter_id" uuid;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "indicator_key" text;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "rule_key" text;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "obligation_id" uuid;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "sources" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "score_entries" ADD COLUMN "occurred_on" date;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "indicator_key" text;--> statement-breakpoint
ALTER TABLE "appeal_files" ADD CONSTRAINT "appeal_files_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_files" ADD CONSTRAINT "appeal_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_entry_id_score_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."score_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_filed_by_people_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decider_id_people_id_fk" FOREIGN KEY ("decider_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_fact_id_facts_id_fk" FOREIGN KEY ("fact_id") REFERENCES "public"."facts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgement_files" ADD CONSTRAINT "judgement_files_judgement_id_judgements_id_fk" FOREIGN KEY ("judgement_id") REFERENCES "public"."judgements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgement_files" ADD CONSTRAINT "judgement_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_fact_id_facts_id_fk" FOREIGN KEY ("fact_id") REFERENCES "public"."facts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarter_moves" ADD CONSTRAINT "quarter_moves_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarter_moves" ADD CONSTRAINT "quarter_moves_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarter_subjects" ADD CONSTRAINT "quarter_subjects_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarter_subjects" ADD CONSTRAINT "quarter_subjects_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarter_subjects" ADD CONSTRAINT "quarter_subjects_merged_into_id_organisations_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_answers" ADD CONSTRAINT "question_answers_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_answers" ADD CONSTRAINT "question_answers_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_bundles" ADD CONSTRAINT "score_bundles_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_bundles" ADD CONSTRAINT "score_bundles_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_imports" ADD CONSTRAINT "score_imports_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_imports" ADD CONSTRAINT "score_imports_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_imports" ADD CONSTRAINT "score_imports_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_snapshots" ADD CONSTRAINT "score_snapshots_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_snapshots" ADD CONSTRAINT "score_snapshots_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_submissions" ADD CONSTRAINT "self_submissions_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_submissions" ADD CONSTRAINT "self_submissions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_submissions" ADD CONSTRAINT "self_submissions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_asides" ADD CONSTRAINT "set_asides_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_asides" ADD CONSTRAINT "set_asides_entry_id_score_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."score_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_asides" ADD CONSTRAINT "set_asides_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_asides" ADD CONSTRAINT "set_asides_resolved_by_people_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unscored_treatments" ADD CONSTRAINT "unscored_treatments_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unscored_treatments" ADD CONSTRAINT "unscored_treatments_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_replies" ADD CONSTRAINT "verification_replies_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_replies" ADD CONSTRAINT "verification_replies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_replies" ADD CONSTRAINT "verification_replies_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_replies" ADD CONSTRAINT "verification_replies_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_meeting_id_review_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."review_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_meetings" ADD CONSTRAINT "review_meetings_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_meetings" ADD CONSTRAINT "review_meetings_snapshot_id_score_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."score_snapshots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_meetings" ADD CONSTRAINT "review_meetings_prepared_by_people_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_meetings" ADD CONSTRAINT "review_meetings_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_notes" ADD CONSTRAINT "review_notes_meeting_id_review_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."review_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_notes" ADD CONSTRAINT "review_notes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_notes" ADD CONSTRAINT "review_notes_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schemes" ADD CONSTRAINT "schemes_committee_id_organisations_id_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schemes" ADD CONSTRAINT "schemes_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schemes" ADD CONSTRAINT "schemes_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_quarters" ADD CONSTRAINT "scorecard_quarters_committee_id_organisations_id_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_quarters" ADD CONSTRAINT "scorecard_quarters_scheme_id_schemes_id_fk" FOREIGN KEY ("scheme_id") REFERENCES "public"."schemes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_quarters" ADD CONSTRAINT "scorecard_quarters_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeal_files_file_id_index" ON "appeal_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "appeals_quarter_id_state_index" ON "appeals" USING btree ("quarter_id","state");--> statement-breakpoint
CREATE INDEX "appeals_organisation_id_index" ON "appeals" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_open_index" ON "appeals" USING btree ("quarter_id","organisation_id","rule_key","basis_key") WHERE state = 'filed';--> statement-breakpoint
CREATE INDEX "judgement_files_file_id_index" ON "judgement_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "quarter_moves_quarter_id_index" ON "quarter_moves" USING btree ("quarter_id");--> statement-breakpoint
CREATE INDEX "quarter_subjects_organisation_id_index" ON "quarter_subjects" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "question_answers_quarter_id_question_key_index" ON "question_answers" USING btree ("quarter_id","question_key");--> statement-breakpoint
CREATE INDEX "score_imports_quarter_id_index" ON "score_imports" USING btree ("quarter_id");--> statement-breakpoint
CREATE INDEX "set_asides_quarter_id_index" ON "set_asides" USING btree ("quarter_id");--> statement-breakpoint
CREATE UNIQUE INDEX "set_asides_open_index" ON "set_asides" USING btree ("entry_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "verification_replies_quarter_id_organisation_id_index" ON "verification_replies" USING btree ("quarter_id","organisation_id");--> statement-breakpoint
CREATE INDEX "review_decisions_meeting_id_organisation_id_index" ON "review_decisions" USING btree ("meeting_id","organisation_id");--> statement-breakpoint
CREATE INDEX "review_decisions_task_id_index" ON "review_decisions" USING btree ("task_id");--> statement-breakpoint
ALTER TABLE "score_entries" ADD CONSTRAINT "score_entries_quarter_id_scorecard_quarters_id_fk" FOREIGN KEY ("quarter_id") REFERENCES "public"."scorecard_quarters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_entries" ADD CONSTRAINT "score_entries_obligation_id_obligations_id_fk" FOREIGN KEY ("obligation_id") REFERENCES "public"."obligations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "score_entries_quarter_index" ON "score_entries" USING btree ("quarter_id","organisation_id","indicator_key") WHERE quarter_id is not null;