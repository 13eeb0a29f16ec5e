CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"group_id" uuid,
	"held_on" date NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"place" text NOT NULL,
	"title" text NOT NULL,
	"host_id" uuid NOT NULL,
	"recorder_id" uuid NOT NULL,
	"speaker" text,
	"content" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"late_reason" text,
	"request_key" uuid NOT NULL,
	"corrects_id" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdraw_reason" text,
	CONSTRAINT "activities_requestKey_unique" UNIQUE("request_key")
);
--> statement-breakpoint
CREATE TABLE "activity_attendance" (
	"activity_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"is_present" boolean NOT NULL,
	"absence" text,
	"note" text,
	CONSTRAINT "activity_attendance_activity_id_person_id_pk" PRIMARY KEY("activity_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "activity_files" (
	"activity_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "activity_files_activity_id_file_id_pk" PRIMARY KEY("activity_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "activity_kinds" (
	"activity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "activity_kinds_activity_id_kind_pk" PRIMARY KEY("activity_id","kind")
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"period" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"template_id" uuid NOT NULL,
	"assignment_id" uuid,
	"exemption_basis" text,
	"exempted_by" uuid,
	"activity_id" uuid,
	"discharged_at" timestamp (3) with time zone,
	"is_late" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decline_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"to_organisation_id" uuid,
	"replacement_id" uuid,
	"reason" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"remark" text
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"level" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"told" jsonb NOT NULL,
	CONSTRAINT "escalations_assignmentId_rule_level_unique" UNIQUE("assignment_id","rule","level")
);
--> statement-breakpoint
CREATE TABLE "extension_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"step_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"requested_due_at" timestamp (3) with time zone NOT NULL,
	"previous_due_at" timestamp (3) with time zone NOT NULL,
	"granted_due_at" timestamp (3) with time zone,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"remark" text
);
--> statement-breakpoint
CREATE TABLE "step_evaluations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"step_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"grade" text NOT NULL,
	"remark" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "step_evaluations_stepId_version_unique" UNIQUE("step_id","version")
);
--> statement-breakpoint
CREATE TABLE "form_report_files" (
	"submission_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "form_report_files_submission_id_file_id_pk" PRIMARY KEY("submission_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "form_reports" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"form_version_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"period" text NOT NULL,
	"values" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"layout_file_id" uuid,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	CONSTRAINT "form_versions_formId_version_unique" UNIQUE("form_id","version")
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"issuing_organisation_id" uuid NOT NULL,
	"department" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "known_values" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"period" text NOT NULL,
	"value" jsonb NOT NULL,
	"source_type" text NOT NULL,
	"source_id" uuid NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sms_breakers" (
	"provider" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sms_receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"provider_reference" text NOT NULL,
	"out_id" text NOT NULL,
	"message_id" uuid,
	"phone_masked" text NOT NULL,
	"succeeded" boolean NOT NULL,
	"code" text NOT NULL,
	"words" text,
	"reported_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sms_receipts_provider_providerReference_outId_unique" UNIQUE("provider","provider_reference","out_id")
);
--> statement-breakpoint
CREATE TABLE "plan_milestones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"objective_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"quarter" text NOT NULL,
	"starts_on" date NOT NULL,
	"due_on" date NOT NULL,
	"department" text,
	"owner_id" uuid,
	"measure" text NOT NULL,
	"done_on" date,
	"done_by" uuid,
	"result" text,
	"carried_from_id" uuid
);
--> statement-breakpoint
CREATE TABLE "plan_objectives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"department" text,
	"owner_id" uuid,
	"measure" text NOT NULL,
	"carried_from_id" uuid,
	CONSTRAINT "plan_objectives_planId_position_unique" UNIQUE("plan_id","position")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "plans_organisationId_year_unique" UNIQUE("organisation_id","year")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"department" text,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"state" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"merged_into_id" uuid,
	"requirement_id" uuid,
	"milestone_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "requirement_files" (
	"requirement_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "requirement_files_requirement_id_file_id_pk" PRIMARY KEY("requirement_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"source" text NOT NULL,
	"reference" text,
	"received_on" date NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"due_on" date,
	"issuing_organisation_id" uuid NOT NULL,
	"department" text,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"result" text,
	CONSTRAINT "requirements_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "circulars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"task_id" uuid,
	"issuing_organisation_id" uuid NOT NULL,
	"department" text,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"figures" jsonb NOT NULL,
	"figures_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp (3) with time zone,
	CONSTRAINT "circulars_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "task_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"basis" text,
	"issuing_organisation_id" uuid NOT NULL,
	"department" text,
	"content" jsonb NOT NULL,
	"recurrence" text NOT NULL,
	"anchor" jsonb NOT NULL,
	"exemption" text DEFAULT 'none' NOT NULL,
	"first_period" text,
	"is_active" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "assignments_organisation_index";--> statement-breakpoint
DROP INDEX "assignments_person_index";--> statement-breakpoint
DROP INDEX "assignments_open_by_organisation_index";--> statement-breakpoint
DROP INDEX "assignments_delegate_index";--> statement-breakpoint
DROP INDEX "assignments_person_open_index";--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "part" text DEFAULT 'owner' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "dispatch_recipients" ADD COLUMN "is_copy" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "request_key" uuid;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "request_hash" text;--> statement-breakpoint
ALTER TABLE "sms_messages" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_messages" ADD COLUMN "billed_segments" integer;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "requirement" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "stage" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "is_evidence_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "reviewer" text DEFAULT 'issuer' NOT NULL;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "reviewer_id" uuid;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "estimated_minutes" integer;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "criteria" text;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "form_version_id" uuid;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD COLUMN "activity_kind" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "route" text DEFAULT 'direct' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "completion_rule" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "completion_count" integer;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "closer_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "criteria" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "requirement_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "template_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "period" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_group_id_organisations_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_host_id_people_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_recorder_id_people_id_fk" FOREIGN KEY ("recorder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_corrects_id_activities_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendance" ADD CONSTRAINT "activity_attendance_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendance" ADD CONSTRAINT "activity_attendance_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_files" ADD CONSTRAINT "activity_files_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_files" ADD CONSTRAINT "activity_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_kinds" ADD CONSTRAINT "activity_kinds_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_template_id_task_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."task_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_exempted_by_people_id_fk" FOREIGN KEY ("exempted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline_requests" ADD CONSTRAINT "decline_requests_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline_requests" ADD CONSTRAINT "decline_requests_to_organisation_id_organisations_id_fk" FOREIGN KEY ("to_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline_requests" ADD CONSTRAINT "decline_requests_replacement_id_assignments_id_fk" FOREIGN KEY ("replacement_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline_requests" ADD CONSTRAINT "decline_requests_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decline_requests" ADD CONSTRAINT "decline_requests_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension_requests" ADD CONSTRAINT "extension_requests_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension_requests" ADD CONSTRAINT "extension_requests_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension_requests" ADD CONSTRAINT "extension_requests_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_evaluations" ADD CONSTRAINT "step_evaluations_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_evaluations" ADD CONSTRAINT "step_evaluations_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_report_files" ADD CONSTRAINT "form_report_files_submission_id_form_reports_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."form_reports"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_report_files" ADD CONSTRAINT "form_report_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_reports" ADD CONSTRAINT "form_reports_form_version_id_form_versions_id_fk" FOREIGN KEY ("form_version_id") REFERENCES "public"."form_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_reports" ADD CONSTRAINT "form_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_form_id_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_layout_file_id_files_id_fk" FOREIGN KEY ("layout_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_issuing_organisation_id_organisations_id_fk" FOREIGN KEY ("issuing_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_values" ADD CONSTRAINT "known_values_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_receipts" ADD CONSTRAINT "sms_receipts_message_id_sms_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."sms_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_milestones" ADD CONSTRAINT "plan_milestones_objective_id_plan_objectives_id_fk" FOREIGN KEY ("objective_id") REFERENCES "public"."plan_objectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_milestones" ADD CONSTRAINT "plan_milestones_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_milestones" ADD CONSTRAINT "plan_milestones_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_milestones" ADD CONSTRAINT "plan_milestones_carried_from_id_plan_milestones_id_fk" FOREIGN KEY ("carried_from_id") REFERENCES "public"."plan_milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_objectives" ADD CONSTRAINT "plan_objectives_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_objectives" ADD CONSTRAINT "plan_objectives_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_objectives" ADD CONSTRAINT "plan_objectives_carried_from_id_plan_objectives_id_fk" FOREIGN KEY ("carried_from_id") REFERENCES "public"."plan_objectives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_merged_into_id_proposals_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_milestone_id_plan_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."plan_milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_files" ADD CONSTRAINT "requirement_files_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_files" ADD CONSTRAINT "requirement_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_issuing_organisation_id_organisations_id_fk" FOREIGN KEY ("issuing_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_issuing_organisation_id_organisations_id_fk" FOREIGN KEY ("issuing_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circulars" ADD CONSTRAINT "circulars_issued_by_people_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_templates" ADD CONSTRAINT "task_templates_issuing_organisation_id_organisations_id_fk" FOREIGN KEY ("issuing_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_templates" ADD CONSTRAINT "task_templates_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_organisation_id_held_on_index" ON "activities" USING btree ("organisation_id","held_on");--> statement-breakpoint
CREATE UNIQUE INDEX "activities_correction_index" ON "activities" USING btree ("corrects_id") WHERE corrects_id is not null;--> statement-breakpoint
CREATE INDEX "activity_attendance_person_id_index" ON "activity_attendance" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "activity_files_file_id_index" ON "activity_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "activity_kinds_kind_index" ON "activity_kinds" USING btree ("kind");--> statement-breakpoint
CREATE UNIQUE INDEX "obligations_owed_index" ON "obligations" USING btree ("template_id","organisation_id","period","kind");--> statement-breakpoint
CREATE INDEX "obligations_organisation_id_period_index" ON "obligations" USING btree ("organisation_id","period");--> statement-breakpoint
CREATE INDEX "obligations_open_index" ON "obligations" USING btree ("kind","organisation_id","due_at") WHERE discharged_at is null and exemption_basis is null;--> statement-breakpoint
CREATE INDEX "obligations_activity_id_index" ON "obligations" USING btree ("activity_id");--> statement-breakpoint
CREATE INDEX "obligations_assignment_id_index" ON "obligations" USING btree ("assignment_id");--> statement-breakpoint
CREATE INDEX "decline_requests_assignment_id_index" ON "decline_requests" USING btree ("assignment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decline_requests_open_index" ON "decline_requests" USING btree ("assignment_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "extension_requests_step_id_index" ON "extension_requests" USING btree ("step_id");--> statement-breakpoint
CREATE UNIQUE INDEX "extension_requests_open_index" ON "extension_requests" USING btree ("step_id") WHERE decision is null;--> statement-breakpoint
CREATE INDEX "form_report_files_file_id_index" ON "form_report_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "form_reports_form_version_id_organisation_id_index" ON "form_reports" USING btree ("form_version_id","organisation_id");--> statement-breakpoint
CREATE INDEX "form_reports_organisation_id_period_index" ON "form_reports" USING btree ("organisation_id","period");--> statement-breakpoint
CREATE INDEX "form_versions_layout_file_id_index" ON "form_versions" USING btree ("layout_file_id");--> statement-breakpoint
CREATE INDEX "forms_issuing_organisation_id_created_at_index" ON "forms" USING btree ("issuing_organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "known_values_organisation_id_key_period_index" ON "known_values" USING btree ("organisation_id","key","period");--> statement-breakpoint
CREATE INDEX "known_values_standing_index" ON "known_values" USING btree ("key","organisation_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "sms_receipts_message_id_index" ON "sms_receipts" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "sms_receipts_received_at_index" ON "sms_receipts" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "plan_milestones_objective_id_position_index" ON "plan_milestones" USING btree ("objective_id","position");--> statement-breakpoint
CREATE INDEX "plan_milestones_quarter_index" ON "plan_milestones" USING btree ("quarter");--> statement-breakpoint
CREATE INDEX "plan_objectives_carried_index" ON "plan_objectives" USING btree ("carried_from_id") WHERE carried_from_id is not null;--> statement-breakpoint
CREATE INDEX "proposals_state_at_index" ON "proposals" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "proposals_organisation_id_at_index" ON "proposals" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "proposals_merged_index" ON "proposals" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "proposals_requirement_index" ON "proposals" USING btree ("requirement_id") WHERE requirement_id is not null;--> statement-breakpoint
CREATE INDEX "requirement_files_file_id_index" ON "requirement_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "requirements_state_created_at_index" ON "requirements" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "requirements_source_created_at_index" ON "requirements" USING btree ("source","created_at");--> statement-breakpoint
CREATE INDEX "circulars_task_id_index" ON "circulars" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "circulars_created_at_index" ON "circulars" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "task_templates_is_active_recurrence_index" ON "task_templates" USING btree ("is_active","recurrence");--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_parent_id_assignments_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD CONSTRAINT "task_nodes_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_nodes" ADD CONSTRAINT "task_nodes_form_version_id_form_versions_id_fk" FOREIGN KEY ("form_version_id") REFERENCES "public"."form_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_closer_id_people_id_fk" FOREIGN KEY ("closer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_milestone_id_plan_milestones_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."plan_milestones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_template_id_task_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."task_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_parent_index" ON "assignments" USING btree ("parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "steps_node_id_state_index" ON "steps" USING btree ("node_id","state");--> statement-breakpoint
CREATE INDEX "task_nodes_form_index" ON "task_nodes" USING btree ("form_version_id") WHERE form_version_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_instance_index" ON "tasks" USING btree ("template_id","period") WHERE template_id is not null and period is not null;--> statement-breakpoint
CREATE INDEX "tasks_requirement_index" ON "tasks" USING btree ("requirement_id") WHERE requirement_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_milestone_index" ON "tasks" USING btree ("milestone_id") WHERE milestone_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_closer_index" ON "tasks" USING btree ("closer_id") WHERE closer_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_organisation_index" ON "assignments" USING btree ("task_id","organisation_id") WHERE person_id is null and state not in ('cancelled', 'not_applicable');--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_person_index" ON "assignments" USING btree ("task_id","person_id") WHERE person_id is not null and state not in ('cancelled', 'not_applicable');--> statement-breakpoint
CREATE INDEX "assignments_open_by_organisation_index" ON "assignments" USING btree ("organisation_id","effective_due_at") WHERE state in ('issued', 'accepted', 'returned', 'submitted', 'paused');--> statement-breakpoint
CREATE INDEX "assignments_delegate_index" ON "assignments" USING btree ("delegate_id") WHERE state in ('issued', 'accepted', 'returned', 'submitted', 'paused');--> statement-breakpoint
CREATE INDEX "assignments_person_open_index" ON "assignments" USING btree ("person_id") WHERE state in ('issued', 'accepted', 'returned', 'submitted', 'paused');--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_taskId_requestKey_unique" UNIQUE("task_id","request_key");