BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0017');
CREATE TABLE alias (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, until DATE, 
	CONSTRAINT pk_alias PRIMARY KEY (id), 
	CONSTRAINT fk_alias_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_alias_name UNIQUE (name)
);
INSERT INTO "alias" VALUES(1,1,'江临市委组织部',NULL);
INSERT INTO "alias" VALUES(2,1,'市委组织部',NULL);
INSERT INTO "alias" VALUES(3,1,'组织部',NULL);
INSERT INTO "alias" VALUES(4,2,'江临市委宣传部',NULL);
INSERT INTO "alias" VALUES(5,2,'市委宣传部',NULL);
INSERT INTO "alias" VALUES(6,2,'宣传部',NULL);
INSERT INTO "alias" VALUES(7,3,'市总工会',NULL);
INSERT INTO "alias" VALUES(8,3,'总工会',NULL);
INSERT INTO "alias" VALUES(9,4,'市人力资源和社会保障局',NULL);
INSERT INTO "alias" VALUES(10,4,'市人力资源社会保障局',NULL);
INSERT INTO "alias" VALUES(11,4,'市人社局',NULL);
INSERT INTO "alias" VALUES(12,4,'人社局',NULL);
INSERT INTO "alias" VALUES(13,5,'市人民政府国有资产监督管理委员会',NULL);
INSERT INTO "alias" VALUES(14,5,'市国有资产监督管理委员会',NULL);
INSERT INTO "alias" VALUES(15,5,'市国资委',NULL);
INSERT INTO "alias" VALUES(16,5,'国资委',NULL);
INSERT INTO "alias" VALUES(17,6,'市工业和信息化局',NULL);
INSERT INTO "alias" VALUES(18,6,'市工信局',NULL);
INSERT INTO "alias" VALUES(19,6,'工信局',NULL);
INSERT INTO "alias" VALUES(20,7,'市教育局',NULL);
INSERT INTO "alias" VALUES(21,7,'教育局',NULL);
INSERT INTO "alias" VALUES(22,8,'市财政局',NULL);
INSERT INTO "alias" VALUES(23,8,'财政局',NULL);
INSERT INTO "alias" VALUES(24,9,'市科学技术局',NULL);
INSERT INTO "alias" VALUES(25,9,'市科技局',NULL);
INSERT INTO "alias" VALUES(26,9,'科技局',NULL);
INSERT INTO "alias" VALUES(27,10,'市住房和城乡建设局',NULL);
INSERT INTO "alias" VALUES(28,10,'市住建局',NULL);
INSERT INTO "alias" VALUES(29,10,'住建局',NULL);
INSERT INTO "alias" VALUES(30,11,'市应急管理局',NULL);
INSERT INTO "alias" VALUES(31,11,'市应急局',NULL);
INSERT INTO "alias" VALUES(32,11,'应急局',NULL);
INSERT INTO "alias" VALUES(33,12,'市工商业联合会',NULL);
INSERT INTO "alias" VALUES(34,12,'市工商联',NULL);
INSERT INTO "alias" VALUES(35,12,'工商联',NULL);
INSERT INTO "alias" VALUES(36,13,'共青团江临市委',NULL);
INSERT INTO "alias" VALUES(37,13,'团市委',NULL);
INSERT INTO "alias" VALUES(38,14,'市妇女联合会',NULL);
INSERT INTO "alias" VALUES(39,14,'市妇联',NULL);
INSERT INTO "alias" VALUES(40,14,'妇联',NULL);
INSERT INTO "alias" VALUES(41,15,'东泽区产改办',NULL);
INSERT INTO "alias" VALUES(42,15,'东泽区',NULL);
INSERT INTO "alias" VALUES(43,16,'望川区产改办',NULL);
INSERT INTO "alias" VALUES(44,16,'望川区',NULL);
INSERT INTO "alias" VALUES(45,17,'青峦县产改办',NULL);
INSERT INTO "alias" VALUES(46,17,'青峦县',NULL);
INSERT INTO "alias" VALUES(47,18,'竹岭县产改办',NULL);
INSERT INTO "alias" VALUES(48,18,'竹岭县',NULL);
INSERT INTO "alias" VALUES(49,19,'白鹭县产改办',NULL);
INSERT INTO "alias" VALUES(50,19,'白鹭县',NULL);
INSERT INTO "alias" VALUES(51,20,'江临经济技术开发区产改办',NULL);
INSERT INTO "alias" VALUES(52,20,'江临经开区产改办',NULL);
INSERT INTO "alias" VALUES(53,20,'经开区产改办',NULL);
INSERT INTO "alias" VALUES(54,20,'江临经济技术开发区',NULL);
INSERT INTO "alias" VALUES(55,20,'江临经开区',NULL);
INSERT INTO "alias" VALUES(56,20,'经开区',NULL);
INSERT INTO "alias" VALUES(57,21,'江临机床集团',NULL);
INSERT INTO "alias" VALUES(58,21,'江临机床',NULL);
INSERT INTO "alias" VALUES(59,22,'江临港务集团',NULL);
INSERT INTO "alias" VALUES(60,22,'江临港务',NULL);
INSERT INTO "alias" VALUES(61,23,'江临轨道装备',NULL);
INSERT INTO "alias" VALUES(62,23,'江轨装备',NULL);
INSERT INTO "alias" VALUES(63,24,'江临建工集团',NULL);
INSERT INTO "alias" VALUES(64,24,'江临建工',NULL);
INSERT INTO "alias" VALUES(65,25,'江临公交集团',NULL);
INSERT INTO "alias" VALUES(66,25,'市公交集团',NULL);
INSERT INTO "alias" VALUES(67,26,'江临水务集团',NULL);
INSERT INTO "alias" VALUES(68,26,'江临水务',NULL);
INSERT INTO "alias" VALUES(69,27,'青峦新材料',NULL);
INSERT INTO "alias" VALUES(70,28,'望川电子',NULL);
INSERT INTO "alias" VALUES(71,29,'经开智能仪表',NULL);
INSERT INTO "alias" VALUES(72,29,'智能仪表公司',NULL);
INSERT INTO "alias" VALUES(73,30,'竹岭纺织',NULL);
CREATE TABLE amendment (
	id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	field VARCHAR(20) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	CONSTRAINT pk_amendment PRIMARY KEY (id), 
	CONSTRAINT fk_amendment_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_amendment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_amendment_version_id_list_version FOREIGN KEY(version_id) REFERENCES list_version (id)
);
CREATE TABLE approval_step (
	id INTEGER NOT NULL, 
	subject VARCHAR(20) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR(20) NOT NULL, 
	login VARCHAR(60) NOT NULL, 
	answer VARCHAR(24) NOT NULL, 
	opinion TEXT NOT NULL, 
	at DATETIME, 
	asked_at DATETIME NOT NULL, 
	asked_by VARCHAR(60) NOT NULL, 
	delegated JSON NOT NULL, 
	CONSTRAINT pk_approval_step PRIMARY KEY (id), 
	CONSTRAINT uq_approval_step_subject_subject_id_round_position UNIQUE (subject, subject_id, round, position)
);
CREATE TABLE assessor_link (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	assessor VARCHAR(24) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	token_sha256 VARCHAR(64) NOT NULL, 
	units JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	submitted_at DATETIME, 
	revoked_at DATETIME, 
	revoked_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_assessor_link PRIMARY KEY (id), 
	CONSTRAINT fk_assessor_link_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT uq_assessor_link_token_sha256 UNIQUE (token_sha256)
);
CREATE TABLE "assignment" (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	assigned_on DATE NOT NULL, 
	first_due_on DATE, 
	due_on DATE, 
	stopped_on DATE, 
	parent_id INTEGER, 
	transferred_from_id INTEGER, 
	block_id INTEGER, percent INTEGER, 
	CONSTRAINT pk_assignment PRIMARY KEY (id), 
	CONSTRAINT fk_assignment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_assignment_deadline_id_deadline FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT uq_assignment_deadline_id_unit_id_role UNIQUE (deadline_id, unit_id, role), 
	CONSTRAINT fk_assignment_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_assignment_parent_id_assignment FOREIGN KEY(parent_id) REFERENCES assignment (id), 
	CONSTRAINT fk_assignment_block_id_block FOREIGN KEY(block_id) REFERENCES block (id), 
	CONSTRAINT fk_assignment_transferred_from_id_assignment FOREIGN KEY(transferred_from_id) REFERENCES assignment (id)
);
INSERT INTO "assignment" VALUES(1,1,1,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(2,1,1,7,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(3,1,1,4,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(4,1,1,21,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(5,2,2,4,'lead','accepted','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(6,2,2,6,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(7,2,2,5,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(8,3,3,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(9,3,3,15,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(10,3,3,16,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(11,3,3,17,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(12,3,3,18,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(13,3,3,19,'responsible','assigned','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(14,3,3,20,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(15,3,3,13,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(16,4,4,4,'lead','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(17,4,4,10,'responsible','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(18,4,4,3,'responsible','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(19,5,5,6,'lead','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(20,5,5,4,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(21,5,5,9,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(22,6,6,3,'lead','accepted','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(23,6,6,5,'responsible','assigned','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(24,6,6,12,'responsible','accepted','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(25,7,7,13,'lead','accepted','2026-03-16','2026-05-20','2026-05-20',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(26,7,7,7,'responsible','accepted','2026-03-16','2026-05-20','2026-05-20',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(27,8,8,14,'lead','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(28,8,8,3,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(29,8,8,30,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(30,9,9,3,'lead','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(31,9,9,9,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(32,9,9,21,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(33,9,9,22,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(34,9,9,23,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(35,9,9,27,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(36,9,9,28,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(37,9,9,29,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
INSERT INTO "assignment" VALUES(38,9,9,12,'supporting','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5,NULL);
CREATE TABLE block (
	id INTEGER NOT NULL, 
	opened_at DATETIME NOT NULL, 
	position INTEGER, 
	rows INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	chain VARCHAR(64) NOT NULL, 
	sealed_at DATETIME, marks BLOB, 
	CONSTRAINT pk_block PRIMARY KEY (id), 
	CONSTRAINT uq_block_position UNIQUE (position)
);
INSERT INTO "block" VALUES(1,'2026-03-10 00:14:11.540797',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(2,'2026-03-10 01:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(3,'2026-03-10 00:14:14.940646',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(4,'2026-03-16 01:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(5,'2026-03-16 01:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(6,'2026-03-17 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(7,'2026-03-17 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(8,'2026-03-17 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(9,'2026-03-18 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(10,'2026-03-18 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(11,'2026-03-18 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(12,'2026-03-18 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(13,'2026-03-19 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(14,'2026-03-23 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(15,'2026-03-24 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(16,'2026-03-25 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(17,'2026-03-26 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(18,'2026-03-27 02:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(19,'2026-03-27 00:14:17.806139',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(20,'2026-03-27 00:14:17.806139',NULL,0,'','',NULL,NULL);
CREATE TABLE bulletin (
	id INTEGER NOT NULL, 
	series_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	number INTEGER, 
	total INTEGER, 
	is_supplement BOOLEAN NOT NULL, 
	title TEXT NOT NULL, 
	note TEXT NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	dated_on DATE, 
	distribution JSON NOT NULL, 
	copies INTEGER, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	approved_at DATETIME, 
	approved_by VARCHAR(60) NOT NULL, 
	dismissed JSON NOT NULL, 
	replaces_id INTEGER, 
	issued_at DATETIME, 
	issued_by VARCHAR(60) NOT NULL, 
	says JSON NOT NULL, 
	file_id INTEGER, 
	void_reason TEXT NOT NULL, 
	CONSTRAINT pk_bulletin PRIMARY KEY (id), 
	CONSTRAINT fk_bulletin_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_bulletin_replaces_id_bulletin FOREIGN KEY(replaces_id) REFERENCES bulletin (id), 
	CONSTRAINT fk_bulletin_series_id_bulletin_series FOREIGN KEY(series_id) REFERENCES bulletin_series (id)
);
CREATE TABLE bulletin_item (
	id INTEGER NOT NULL, 
	bulletin_id INTEGER NOT NULL, 
	section VARCHAR(40) NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	unit_id INTEGER, 
	update_id INTEGER, 
	experience_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_bulletin_item PRIMARY KEY (id), 
	CONSTRAINT fk_bulletin_item_bulletin_id_bulletin FOREIGN KEY(bulletin_id) REFERENCES bulletin (id), 
	CONSTRAINT fk_bulletin_item_experience_id_experience FOREIGN KEY(experience_id) REFERENCES experience (id), 
	CONSTRAINT fk_bulletin_item_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_bulletin_item_update_id_progress_update FOREIGN KEY(update_id) REFERENCES progress_update (id)
);
CREATE TABLE bulletin_series (
	id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	editor VARCHAR(100) NOT NULL, 
	opening_total INTEGER NOT NULL, 
	sections JSON NOT NULL, 
	reports_to JSON NOT NULL, 
	sends_to JSON NOT NULL, 
	issues_to JSON NOT NULL, 
	has_total BOOLEAN NOT NULL, 
	ended_on DATE, 
	CONSTRAINT pk_bulletin_series PRIMARY KEY (id), 
	CONSTRAINT uq_bulletin_series_name UNIQUE (name)
);
CREATE TABLE bulletin_subscription (
	id INTEGER NOT NULL, 
	series_id INTEGER NOT NULL, 
	list VARCHAR(10) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	is_added BOOLEAN NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_bulletin_subscription PRIMARY KEY (id), 
	CONSTRAINT fk_bulletin_subscription_series_id_bulletin_series FOREIGN KEY(series_id) REFERENCES bulletin_series (id), 
	CONSTRAINT uq_bulletin_subscription_series_id_list_name_at UNIQUE (series_id, list, name, at)
);
CREATE TABLE calendar_day (
	day DATE NOT NULL, 
	ordinal INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	is_worked BOOLEAN NOT NULL, 
	CONSTRAINT pk_calendar_day PRIMARY KEY (day)
);
CREATE TABLE calendar_mark (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_calendar_mark PRIMARY KEY (id)
);
CREATE TABLE campaign (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	title VARCHAR(100) NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	scope JSON NOT NULL, 
	sheet_id INTEGER, 
	objection_days INTEGER NOT NULL, 
	basis TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	published_on DATE, 
	published_by VARCHAR(60) NOT NULL, 
	ended_on DATE, 
	CONSTRAINT pk_campaign PRIMARY KEY (id), 
	CONSTRAINT fk_campaign_sheet_id_score_sheet FOREIGN KEY(sheet_id) REFERENCES score_sheet (id), 
	CONSTRAINT uq_campaign_title UNIQUE (title)
);
INSERT INTO "campaign" VALUES(1,'midterm','2026年督办任务落实情况（即时汇总）','2026-01-01','2026-12-31','frozen','{}',NULL,30,'日常督办','2026-03-27 00:14:17.806139','命令行（root）',NULL,'',NULL);
CREATE TABLE carried_form (
	id INTEGER NOT NULL, 
	key_sha256 VARCHAR(64) NOT NULL, 
	words TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_carried_form PRIMARY KEY (id), 
	CONSTRAINT uq_carried_form_key_sha256 UNIQUE (key_sha256)
);
CREATE TABLE cause_note (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	cause VARCHAR(24) NOT NULL, 
	text TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_cause_note PRIMARY KEY (id), 
	CONSTRAINT fk_cause_note_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE client (
	id INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	token_sha256 VARCHAR(64) NOT NULL, 
	scopes JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	expires_at DATETIME, 
	seen_at DATETIME, 
	revoked_at DATETIME, 
	revoked_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_client PRIMARY KEY (id), 
	CONSTRAINT uq_client_name UNIQUE (name), 
	CONSTRAINT uq_client_token_sha256 UNIQUE (token_sha256)
);
CREATE TABLE client_request (
	id INTEGER NOT NULL, 
	client_id INTEGER NOT NULL, 
	"key" VARCHAR(100) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	status INTEGER NOT NULL, 
	answer JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_client_request PRIMARY KEY (id), 
	CONSTRAINT fk_client_request_client_id_client FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT uq_client_request_client_id_key UNIQUE (client_id, "key")
);
CREATE TABLE clock_stop (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	stopped_on DATE NOT NULL, 
	stopped_by VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	restarted_on DATE, 
	restarted_by VARCHAR(60) NOT NULL, 
	workdays INTEGER NOT NULL, 
	CONSTRAINT pk_clock_stop PRIMARY KEY (id), 
	CONSTRAINT fk_clock_stop_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE closing_record (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	submission_id INTEGER NOT NULL, 
	step VARCHAR(24) NOT NULL, 
	passes BOOLEAN NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_closing_record PRIMARY KEY (id), 
	CONSTRAINT fk_closing_record_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_closing_record_submission_id_transition FOREIGN KEY(submission_id) REFERENCES transition (id)
);
CREATE TABLE closure (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	submitted_on DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	reopened_on DATE, verification VARCHAR(24) DEFAULT 'ledger' NOT NULL, 
	CONSTRAINT pk_closure PRIMARY KEY (id), 
	CONSTRAINT fk_closure_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE consequence (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	rule VARCHAR(40) NOT NULL, 
	ground TEXT NOT NULL, 
	proposed_on DATE NOT NULL, 
	answer VARCHAR(24) NOT NULL, 
	decided_on DATE, 
	decided_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	letter_id INTEGER, 
	held_on DATE, 
	minutes JSON NOT NULL, 
	CONSTRAINT pk_consequence PRIMARY KEY (id), 
	CONSTRAINT fk_consequence_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_consequence_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_consequence_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_consequence_campaign_id_unit_id_kind_rule UNIQUE (campaign_id, unit_id, kind, rule)
);
CREATE TABLE consultation (
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	round INTEGER NOT NULL, 
	document_id INTEGER, 
	text TEXT NOT NULL, 
	units JSON NOT NULL, 
	asked_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	ended_on DATE, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_consultation PRIMARY KEY (id), 
	CONSTRAINT fk_consultation_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	phone VARCHAR(40) NOT NULL, channels JSON DEFAULT '["email"]' NOT NULL, quiet_from VARCHAR(5) DEFAULT '' NOT NULL, quiet_until VARCHAR(5) DEFAULT '' NOT NULL, deputy VARCHAR(40) DEFAULT '' NOT NULL, away_from DATE, away_until DATE, left_on DATE, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "contact" VALUES(1,1,'contact','陆知远','组织二科科长','zzb.lxr@example.org','0000-555-1001','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(2,1,'leader','程怀瑾','副部长','zzb.ld@example.org','0000-555-1002','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(3,2,'contact','温书宁','宣传科科长','xcb.lxr@example.org','0000-555-1003','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(4,2,'leader','岳承平','副部长','xcb.ld@example.org','0000-555-1004','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(5,3,'contact','苏望舒','生产保护部部长','zgh.lxr@example.org','0000-555-1005','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(6,3,'leader','方正阳','副主席','zgh.ld@example.org','0000-555-1006','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(7,4,'contact','纪明轩','职业能力建设科科长','rsj.lxr@example.org','0000-555-1007','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(8,4,'leader','顾长青','副局长','rsj.ld@example.org','0000-555-1008','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(9,5,'contact','邵云帆','党建工作科科长','gzw.lxr@example.org','0000-555-1009','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(10,5,'leader','秦立言','副主任','gzw.ld@example.org','0000-555-1010','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(11,6,'contact','贺子昂','企业科科长','gxj.lxr@example.org','0000-555-1011','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(12,6,'leader','罗景行','副局长','gxj.ld@example.org','0000-555-1012','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(13,7,'contact','蒋若溪','职业教育科科长','jyj.lxr@example.org','0000-555-1013','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(14,7,'leader','俞敬之','副局长','jyj.ld@example.org','0000-555-1014','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(15,8,'contact','沈嘉木','行政政法科科长','czj.lxr@example.org','0000-555-1015','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(16,8,'leader','傅守诚','副局长','czj.ld@example.org','0000-555-1016','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(17,9,'contact','林见深','成果转化科科长','kjj.lxr@example.org','0000-555-1017','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(18,9,'leader','郝致远','副局长','kjj.ld@example.org','0000-555-1018','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(19,10,'contact','韩亦辰','建筑业科科长','zjj.lxr@example.org','0000-555-1019','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(20,10,'leader','丁志恒','副局长','zjj.ld@example.org','0000-555-1020','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(21,11,'contact','曹以安','基础科科长','yjj.lxr@example.org','0000-555-1021','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(22,11,'leader','葛弘毅','副局长','yjj.ld@example.org','0000-555-1022','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(23,12,'contact','白若川','会员科科长','gsl.lxr@example.org','0000-555-1023','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(24,12,'leader','尹同舟','副主席','gsl.ld@example.org','0000-555-1024','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(25,13,'contact','夏知新','青年发展部部长','tsw.lxr@example.org','0000-555-1025','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(26,13,'leader','严启明','副书记','tsw.ld@example.org','0000-555-1026','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(27,14,'contact','姜语禾','权益部部长','fl.lxr@example.org','0000-555-1027','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(28,15,'contact','田野青','专职干事','dongze.lxr@example.org','0000-555-1028','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(29,15,'leader','卢广平','区总工会常务副主席','dongze.ld@example.org','0000-555-1029','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(30,16,'contact','廖星河','专职干事','wangchuan.lxr@example.org','0000-555-1030','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(31,16,'leader','孟春和','区总工会常务副主席','wangchuan.ld@example.org','0000-555-1031','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(32,17,'contact','唐以宁','专职干事','qingluan.lxr@example.org','0000-555-1032','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(33,17,'leader','汪远志','县总工会常务副主席','qingluan.ld@example.org','0000-555-1033','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(34,18,'contact','侯晓棠','专职干事','zhuling.lxr@example.org','0000-555-1034','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(35,18,'leader','谭守正','县总工会常务副主席','zhuling.ld@example.org','0000-555-1035','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(36,20,'contact','雷雨桐','群团工作部干事','jkq.lxr@example.org','0000-555-1036','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(37,20,'leader','石敬亭','开发区总工会主席','jkq.ld@example.org','0000-555-1037','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(38,21,'contact','毕成林','工会干事','jichuang.lxr@example.org','0000-555-1038','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(39,21,'leader','祝长风','工会主席','jichuang.ld@example.org','0000-555-1039','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(40,22,'contact','安书言','工会干事','gangwu.lxr@example.org','0000-555-1040','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(41,22,'leader','闵海生','党委副书记','gangwu.ld@example.org','0000-555-1041','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(42,23,'contact','左以恒','人力资源部主管','guidao.lxr@example.org','0000-555-1042','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(43,23,'leader','万里程','工会主席','guidao.ld@example.org','0000-555-1043','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(44,24,'contact','甘小满','工会干事','jiangong.lxr@example.org','0000-555-1044','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(45,24,'leader','邢致中','工会主席','jiangong.ld@example.org','0000-555-1045','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(46,25,'contact','裴晴川','工会干事','gongjiao.lxr@example.org','0000-555-1046','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(47,25,'leader','宁安邦','工会主席','gongjiao.ld@example.org','0000-555-1047','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(48,26,'contact','柏舟行','工会干事','shuiwu.lxr@example.org','0000-555-1048','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(49,27,'contact','阮星阑','行政部主管','xincailiao.lxr@example.org','0000-555-1049','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(50,27,'leader','鲁大成','工会主席','xincailiao.ld@example.org','0000-555-1050','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(51,28,'contact','冉清和','人力资源部主管','dianzi.lxr@example.org','0000-555-1051','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(52,28,'leader','简怀德','工会主席','dianzi.ld@example.org','0000-555-1052','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(53,29,'contact','步云深','工会干事','yibiao.lxr@example.org','0000-555-1053','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(54,29,'leader','强国梁','副总经理、工会主席','yibiao.ld@example.org','0000-555-1054','["email"]','','','',NULL,NULL,NULL);
INSERT INTO "contact" VALUES(55,30,'contact','郁金堂','行政部主管','fangzhi.lxr@example.org','0000-555-1055','["email"]','','','',NULL,NULL,NULL);
CREATE TABLE coordination (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	update_id INTEGER, 
	text TEXT NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	raised_on DATE NOT NULL, 
	raised_by VARCHAR(60) NOT NULL, 
	due_on DATE NOT NULL, 
	decision TEXT NOT NULL, 
	decided_on DATE, 
	decided_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_coordination PRIMARY KEY (id), 
	CONSTRAINT fk_coordination_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_coordination_update_id_progress_update FOREIGN KEY(update_id) REFERENCES progress_update (id)
);
CREATE TABLE coordination_reply (
	id INTEGER NOT NULL, 
	coordination_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	asked_on DATE NOT NULL, 
	asked_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	answered_on DATE, 
	answered_at DATETIME, 
	answered_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_coordination_reply PRIMARY KEY (id), 
	CONSTRAINT fk_coordination_reply_coordination_id_coordination FOREIGN KEY(coordination_id) REFERENCES coordination (id), 
	CONSTRAINT fk_coordination_reply_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_coordination_reply_coordination_id_unit_id UNIQUE (coordination_id, unit_id)
);
CREATE TABLE "deadline" (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	due_on DATE, 
	opens_on DATE, 
	period VARCHAR(10) NOT NULL, 
	slot INTEGER NOT NULL, 
	phrase TEXT NOT NULL, 
	start INTEGER, 
	"end" INTEGER, 
	reading TEXT NOT NULL, 
	confirmed_by VARCHAR(60) NOT NULL, 
	stated_on DATE, 
	is_provisional BOOLEAN DEFAULT 0 NOT NULL, reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_deadline PRIMARY KEY (id), 
	CONSTRAINT fk_deadline_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_deadline_task_id_period_slot UNIQUE (task_id, period, slot)
);
INSERT INTO "deadline" VALUES(1,1,'2026-06-30',NULL,'',0,'2026年6月30日',177,187,'“2026年6月30日”：按原文日期，读作2026年6月30日（含当日），周二','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(2,2,'2026-04-30',NULL,'',0,'2026年4月30日',246,256,'“2026年4月30日”：按原文日期，读作2026年4月30日（含当日），周四','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(3,3,'2026-06-30',NULL,'',0,'6月底',304,307,'“6月底”：年份取自成文日期，读作2026年6月30日（含当日），周二','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(4,4,NULL,NULL,'',0,'',NULL,NULL,'王敏确认：未定时限，持续推进，原文“长期”','王敏',NULL,0,'长期任务，按季度了解进展。');
INSERT INTO "deadline" VALUES(5,5,'2026-09-30',NULL,'',0,'9月底前',422,426,'“9月底前”：年份取自成文日期，读作2026年9月30日（含当日），周三','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(6,6,'2026-06-26',NULL,'',0,'',NULL,NULL,'王敏确定：2026年6月26日','王敏',NULL,0,'“择机”不明确，与市总工会商定6月26日前完成。');
INSERT INTO "deadline" VALUES(7,7,'2026-05-20',NULL,'',0,'5月20日前',529,535,'“5月20日前”：年份取自成文日期，读作2026年5月20日（含当日），周三','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(8,8,'2026-05-15',NULL,'',0,'5月15日前',595,601,'“5月15日前”：年份取自成文日期，读作2026年5月15日（含当日），周五','王敏',NULL,0,'');
INSERT INTO "deadline" VALUES(9,9,'2026-10-31',NULL,'',0,'10月31日前',660,667,'“10月31日前”：年份取自成文日期，读作2026年10月31日（含当日），周六，不是工作日（前一工作日10月30日，后一工作日11月2日）','王敏',NULL,0,'');
CREATE TABLE declined_member (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_declined_member PRIMARY KEY (id), 
	CONSTRAINT fk_declined_member_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_declined_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_declined_member_task_id_unit_id UNIQUE (task_id, unit_id)
);
CREATE TABLE "delivery" (
	id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	address VARCHAR(200) NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	attempts INTEGER NOT NULL, 
	not_before DATETIME NOT NULL, 
	claimed_at DATETIME, 
	settled_at DATETIME, 
	subject TEXT NOT NULL, 
	error TEXT NOT NULL, 
	channel VARCHAR(40) DEFAULT 'email' NOT NULL, 
	apart VARCHAR(40) DEFAULT '' NOT NULL, 
	replaces_id INTEGER, 
	opened_at DATETIME, 
	read_at DATETIME, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id), 
	CONSTRAINT uq_delivery_channel_address_day_apart UNIQUE (channel, address, day, apart), 
	CONSTRAINT fk_delivery_replaces_id_delivery FOREIGN KEY(replaces_id) REFERENCES delivery (id)
);
INSERT INTO "delivery" VALUES(1,5,'2026-03-16','zgh.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.137437','2026-03-16 01:00:00.144923','【市产改办】新交办6件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(2,7,'2026-03-16','rsj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.145899','2026-03-16 01:00:00.152420','【市产改办】新交办4件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(3,9,'2026-03-16','gzw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.152859','2026-03-16 01:00:00.153949','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(4,11,'2026-03-16','gxj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.154306','2026-03-16 01:00:00.159583','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(5,13,'2026-03-16','jyj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.159930','2026-03-16 01:00:00.161036','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(6,17,'2026-03-16','kjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.161394','2026-03-16 01:00:00.162354','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(7,19,'2026-03-16','zjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.166785','2026-03-16 01:00:00.167805','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(8,23,'2026-03-16','gsl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.168148','2026-03-16 01:00:00.169117','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(9,25,'2026-03-16','tsw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.169429','2026-03-16 01:00:00.170335','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(10,27,'2026-03-16','fl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.173202','2026-03-16 01:00:00.174174','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(11,28,'2026-03-16','dongze.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.177779','2026-03-16 01:00:00.178912','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(12,30,'2026-03-16','wangchuan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.179268','2026-03-16 01:00:00.180218','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(13,32,'2026-03-16','qingluan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.180553','2026-03-16 01:00:00.181476','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(14,34,'2026-03-16','zhuling.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.185314','2026-03-16 01:00:00.186291','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(15,36,'2026-03-16','jkq.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.187190','2026-03-16 01:00:00.188149','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(16,38,'2026-03-16','jichuang.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.188475','2026-03-16 01:00:00.189406','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(17,40,'2026-03-16','gangwu.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.189722','2026-03-16 01:00:00.195701','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(18,42,'2026-03-16','guidao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.196064','2026-03-16 01:00:00.197040','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(19,49,'2026-03-16','xincailiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.197399','2026-03-16 01:00:00.198324','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(20,51,'2026-03-16','dianzi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.202745','2026-03-16 01:00:00.203751','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(21,53,'2026-03-16','yibiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.204091','2026-03-16 01:00:00.205008','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(22,55,'2026-03-16','fangzhi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.205350','2026-03-16 01:00:00.206279','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(23,5,'2026-03-18','zgh.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.052134','2026-03-18 01:00:00.053778','【市产改办】督办事项4件：提醒4件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(24,7,'2026-03-18','rsj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.054226','2026-03-18 01:00:00.060748','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(25,9,'2026-03-18','gzw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.061244','2026-03-18 01:00:00.062736','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(26,11,'2026-03-18','gxj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.063116','2026-03-18 01:00:00.064096','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(27,13,'2026-03-18','jyj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.064437','2026-03-18 01:00:00.065391','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(28,17,'2026-03-18','kjj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.065737','2026-03-18 01:00:00.066667','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(29,23,'2026-03-18','gsl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.066992','2026-03-18 01:00:00.067924','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(30,25,'2026-03-18','tsw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.071362','2026-03-18 01:00:00.072407','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(31,27,'2026-03-18','fl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.072777','2026-03-18 01:00:00.073731','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(32,28,'2026-03-18','dongze.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.074053','2026-03-18 01:00:00.074979','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(33,30,'2026-03-18','wangchuan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.075294','2026-03-18 01:00:00.080325','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(34,32,'2026-03-18','qingluan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.080749','2026-03-18 01:00:00.082378','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(35,34,'2026-03-18','zhuling.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.082731','2026-03-18 01:00:00.085279','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(36,36,'2026-03-18','jkq.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.085616','2026-03-18 01:00:00.086535','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(37,38,'2026-03-18','jichuang.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.086882','2026-03-18 01:00:00.087811','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(38,40,'2026-03-18','gangwu.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.117628','2026-03-18 01:00:00.119266','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(39,42,'2026-03-18','guidao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.119822','2026-03-18 01:00:00.137665','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(40,49,'2026-03-18','xincailiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.138215','2026-03-18 01:00:00.139330','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(41,51,'2026-03-18','dianzi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.139667','2026-03-18 01:00:00.148993','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(42,53,'2026-03-18','yibiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.149416','2026-03-18 01:00:00.150443','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(43,55,'2026-03-18','fangzhi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.150793','2026-03-18 01:00:00.151730','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
CREATE TABLE delivery_item (
	id INTEGER NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	notice_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	CONSTRAINT pk_delivery_item PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_item_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id), 
	CONSTRAINT fk_delivery_item_delivery_id_delivery FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_delivery_item_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id), 
	CONSTRAINT uq_delivery_item_notice_id_contact_id UNIQUE (notice_id, contact_id)
);
INSERT INTO "delivery_item" VALUES(1,1,1,5);
INSERT INTO "delivery_item" VALUES(2,1,8,5);
INSERT INTO "delivery_item" VALUES(3,1,18,5);
INSERT INTO "delivery_item" VALUES(4,1,22,5);
INSERT INTO "delivery_item" VALUES(5,1,28,5);
INSERT INTO "delivery_item" VALUES(6,1,30,5);
INSERT INTO "delivery_item" VALUES(7,2,3,7);
INSERT INTO "delivery_item" VALUES(8,2,5,7);
INSERT INTO "delivery_item" VALUES(9,2,16,7);
INSERT INTO "delivery_item" VALUES(10,2,20,7);
INSERT INTO "delivery_item" VALUES(11,3,7,9);
INSERT INTO "delivery_item" VALUES(12,3,23,9);
INSERT INTO "delivery_item" VALUES(13,4,6,11);
INSERT INTO "delivery_item" VALUES(14,4,19,11);
INSERT INTO "delivery_item" VALUES(15,5,2,13);
INSERT INTO "delivery_item" VALUES(16,5,26,13);
INSERT INTO "delivery_item" VALUES(17,6,21,17);
INSERT INTO "delivery_item" VALUES(18,6,31,17);
INSERT INTO "delivery_item" VALUES(19,7,17,19);
INSERT INTO "delivery_item" VALUES(20,8,24,23);
INSERT INTO "delivery_item" VALUES(21,8,38,23);
INSERT INTO "delivery_item" VALUES(22,9,15,25);
INSERT INTO "delivery_item" VALUES(23,9,25,25);
INSERT INTO "delivery_item" VALUES(24,10,27,27);
INSERT INTO "delivery_item" VALUES(25,11,9,28);
INSERT INTO "delivery_item" VALUES(26,12,10,30);
INSERT INTO "delivery_item" VALUES(27,13,11,32);
INSERT INTO "delivery_item" VALUES(28,14,12,34);
INSERT INTO "delivery_item" VALUES(29,15,14,36);
INSERT INTO "delivery_item" VALUES(30,16,4,38);
INSERT INTO "delivery_item" VALUES(31,16,32,38);
INSERT INTO "delivery_item" VALUES(32,17,33,40);
INSERT INTO "delivery_item" VALUES(33,18,34,42);
INSERT INTO "delivery_item" VALUES(34,19,35,49);
INSERT INTO "delivery_item" VALUES(35,20,36,51);
INSERT INTO "delivery_item" VALUES(36,21,37,53);
INSERT INTO "delivery_item" VALUES(37,22,29,55);
INSERT INTO "delivery_item" VALUES(38,23,40,5);
INSERT INTO "delivery_item" VALUES(39,23,44,5);
INSERT INTO "delivery_item" VALUES(40,23,47,5);
INSERT INTO "delivery_item" VALUES(41,23,58,5);
INSERT INTO "delivery_item" VALUES(42,24,56,7);
INSERT INTO "delivery_item" VALUES(43,25,45,9);
INSERT INTO "delivery_item" VALUES(44,26,55,11);
INSERT INTO "delivery_item" VALUES(45,27,43,13);
INSERT INTO "delivery_item" VALUES(46,28,57,17);
INSERT INTO "delivery_item" VALUES(47,28,59,17);
INSERT INTO "delivery_item" VALUES(48,29,46,23);
INSERT INTO "delivery_item" VALUES(49,29,66,23);
INSERT INTO "delivery_item" VALUES(50,30,42,25);
INSERT INTO "delivery_item" VALUES(51,30,54,25);
INSERT INTO "delivery_item" VALUES(52,31,39,27);
INSERT INTO "delivery_item" VALUES(53,32,48,28);
INSERT INTO "delivery_item" VALUES(54,33,49,30);
INSERT INTO "delivery_item" VALUES(55,34,50,32);
INSERT INTO "delivery_item" VALUES(56,35,51,34);
INSERT INTO "delivery_item" VALUES(57,36,53,36);
INSERT INTO "delivery_item" VALUES(58,37,60,38);
INSERT INTO "delivery_item" VALUES(59,38,61,40);
INSERT INTO "delivery_item" VALUES(60,39,62,42);
INSERT INTO "delivery_item" VALUES(61,40,63,49);
INSERT INTO "delivery_item" VALUES(62,41,64,51);
INSERT INTO "delivery_item" VALUES(63,42,65,53);
INSERT INTO "delivery_item" VALUES(64,43,41,55);
CREATE TABLE demonstration_point (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	tier VARCHAR(24) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	theme TEXT NOT NULL, 
	unit_id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	person VARCHAR(40) NOT NULL, 
	phone VARCHAR(40) NOT NULL, 
	results TEXT NOT NULL, 
	review_on DATE, 
	reviewed_on DATE, 
	ended_on DATE, 
	ended_reason TEXT NOT NULL, 
	indicator_id INTEGER, 
	file_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_demonstration_point PRIMARY KEY (id), 
	CONSTRAINT fk_demonstration_point_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_demonstration_point_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_demonstration_point_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_demonstration_point_name UNIQUE (name)
);
CREATE TABLE "document" (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	filename TEXT NOT NULL, 
	format VARCHAR(8) NOT NULL, 
	text TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	title TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	issued_on DATE, 
	kind VARCHAR(20) NOT NULL, 
	indicators JSON NOT NULL, 
	facts JSON NOT NULL, 
	received_at DATETIME NOT NULL, 
	received_by VARCHAR(40) NOT NULL, 
	earlier_id INTEGER, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_sha256 UNIQUE (sha256), 
	CONSTRAINT uq_document_earlier_id UNIQUE (earlier_id), 
	CONSTRAINT fk_document_earlier_id_document FOREIGN KEY(earlier_id) REFERENCES document (id)
);
INSERT INTO "document" VALUES(1,'b008a3877366a3dd3155fb6f4676e3243252eea36212439f463f00b1e3cedbe9','3-台账.xlsx','xlsx','江临市产业工人队伍建设改革2026年度重点事项台账
填报单位：江临市产改办	制表日期：2026年3月13日
序号	工作任务	工作举措	任务分工	完成时限	目标要求	备注
序号	工作任务	工作举措	牵头单位	责任单位	配合单位	完成时限	目标要求	备注
1	建设江临工匠学院	完成学院选址论证，编制首批6门课程大纲	市总工会	市教育局、市人社局	江临机床	2026年6月30日	首批课程6门	
2	摸清技能人才底数	组织企业填报技能人才基础信息，形成全市汇总表	市人社局	市工信局
市国资委		2026年4月30日		
3	提升职工之家服务	每个县区打造1个标准化职工之家	市总工会	各县（区）产改办	团市委	6月底	每个县区不少于1个	
4	联动处置欠薪线索	建立线索移交机制，做到接报即转、转办有果	市人社局	市住建局、市总工会		长期		
5	建设产业工人信息库	整合用工、培训、评价数据，开发查询功能	市工信局	市人社局、市大数据中心		9月底前		
6	开展试点企业蹲点调研	走访6家试点企业，每家形成1份问题清单	市总工会	市国资委、市工商联		择机	6份问题清单	
8	关爱青年工人和女职工	开办青年工人夜校，首期开设4个班	团市委	市教育局		5月20日前	首期4个班	
9	关爱青年工人和女职工	设立女职工关爱服务点，为一线女职工提供维权咨询	市妇联	市总工会、竹岭纺织		5月15日前		
10	评选职工“五小”创新成果	征集小发明、小创造等成果，组织现场评审	市总工会	市科技局、试点企业	市工商联	10月31日前	征集成果300项以上	','','江临市产业工人队伍建设改革2026年度重点事项台账','江临市产改办','2026-03-13','台账','[]','[]','2026-03-10 01:00:00.000000','王敏',NULL);
CREATE TABLE doubt (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	draft_id INTEGER, 
	message TEXT NOT NULL, 
	start INTEGER, 
	"end" INTEGER, 
	CONSTRAINT pk_doubt PRIMARY KEY (id), 
	CONSTRAINT fk_doubt_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_doubt_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id)
);
INSERT INTO "doubt" VALUES(1,1,NULL,'工作表“2026年台账”的第11行是隐藏的，没有读入，如需读入请先取消隐藏',NULL,NULL);
INSERT INTO "doubt" VALUES(2,1,5,'单位名录里没有“市大数据中心”。请在立项时选定单位，或先在名录里补上。',372,428);
INSERT INTO "doubt" VALUES(3,1,6,'“开展试点企业蹲点调研”（序号6）的完成时限“择机”读不出日期，请改写或直接填写日期。',429,488);
CREATE TABLE "draft" (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	lead JSON NOT NULL, 
	units JSON NOT NULL, 
	supporting JSON NOT NULL, 
	deadlines JSON NOT NULL, 
	indicators JSON NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	decided_at DATETIME, 
	decided_by VARCHAR(40) NOT NULL, 
	change VARCHAR(10) DEFAULT '' NOT NULL, 
	earlier_id INTEGER, 
	differences JSON DEFAULT '[]' NOT NULL, standard TEXT DEFAULT '' NOT NULL, effect TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT uq_draft_document_id_position UNIQUE (document_id, position), 
	CONSTRAINT fk_draft_earlier_id_draft FOREIGN KEY(earlier_id) REFERENCES draft (id)
);
INSERT INTO "draft" VALUES(1,1,0,'1','建设江临工匠学院','建设江临工匠学院
完成学院选址论证，编制首批6门课程大纲',126,195,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u6559\u80b2\u5c40", "\u5e02\u4eba\u793e\u5c40"]','["\u6c5f\u4e34\u673a\u5e8a"]','[{"phrase": "2026\u5e746\u670830\u65e5", "start": 177, "end": 187, "due": ["2026-06-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c2026\u5e746\u670830\u65e5\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e746\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','首批课程6门');
INSERT INTO "draft" VALUES(2,1,1,'2','摸清技能人才底数','摸清技能人才底数
组织企业填报技能人才基础信息，形成全市汇总表',196,258,'["\u5e02\u4eba\u793e\u5c40"]','["\u5e02\u5de5\u4fe1\u5c40", "\u5e02\u56fd\u8d44\u59d4"]','[]','[{"phrase": "2026\u5e744\u670830\u65e5", "start": 246, "end": 256, "due": ["2026-04-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c2026\u5e744\u670830\u65e5\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e744\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u56db", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','');
INSERT INTO "draft" VALUES(3,1,2,'3','提升职工之家服务','提升职工之家服务
每个县区打造1个标准化职工之家',259,318,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5404\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e"]','["\u56e2\u5e02\u59d4"]','[{"phrase": "6\u6708\u5e95", "start": 304, "end": 307, "due": ["2026-06-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c6\u6708\u5e95\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e746\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u6bcf\u4e2a\u53bf\u533a\u6253\u9020\u6807\u51c6\u5316\u804c\u5de5\u4e4b\u5bb6", "relation": "=", "value": "1", "upper": null, "measure": "\u4e2a", "by": null, "recurrence": null, "kind": "new", "text": "\u6bcf\u4e2a\u53bf\u533a\u6253\u90201\u4e2a\u6807\u51c6\u5316\u804c\u5de5\u4e4b\u5bb6", "start": 270, "end": 285, "is_approximate": false, "is_effort": false, "is_floor": false, "parent": ""}, {"name": "\u6bcf\u4e2a\u53bf\u533a", "relation": ">=", "value": "1", "upper": null, "measure": "\u4e2a", "by": null, "recurrence": null, "kind": "level", "text": "\u6bcf\u4e2a\u53bf\u533a\u4e0d\u5c11\u4e8e1\u4e2a", "start": 308, "end": 317, "is_approximate": false, "is_effort": false, "is_floor": false, "parent": ""}]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','每个县区不少于1个');
INSERT INTO "draft" VALUES(4,1,3,'4','联动处置欠薪线索','联动处置欠薪线索
建立线索移交机制，做到接报即转、转办有果',319,371,'["\u5e02\u4eba\u793e\u5c40"]','["\u5e02\u4f4f\u5efa\u5c40", "\u5e02\u603b\u5de5\u4f1a"]','[]','[{"phrase": "\u957f\u671f", "start": 367, "end": 369, "due": [], "recurrence": null, "since": null, "until": null, "ongoing": true, "alternatives": [], "problem": null, "reading": "\u201c\u957f\u671f\u201d\uff1a\u957f\u671f\u4efb\u52a1\uff0c\u6ca1\u6709\u5b8c\u6210\u671f\u9650", "kind": "ongoing", "rule": "ongoing", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','');
INSERT INTO "draft" VALUES(5,1,4,'5','建设产业工人信息库','建设产业工人信息库
整合用工、培训、评价数据，开发查询功能',372,428,'["\u5e02\u5de5\u4fe1\u5c40"]','["\u5e02\u4eba\u793e\u5c40", "\u5e02\u5927\u6570\u636e\u4e2d\u5fc3"]','[]','[{"phrase": "9\u6708\u5e95\u524d", "start": 422, "end": 426, "due": ["2026-09-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c9\u6708\u5e95\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e749\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','');
INSERT INTO "draft" VALUES(6,1,5,'6','开展试点企业蹲点调研','开展试点企业蹲点调研
走访6家试点企业，每家形成1份问题清单',429,488,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u56fd\u8d44\u59d4", "\u5e02\u5de5\u5546\u8054"]','[]','[]','[{"name": "\u8d70\u8bbf\u8bd5\u70b9\u4f01\u4e1a", "relation": "=", "value": "6", "upper": null, "measure": "\u5bb6", "by": null, "recurrence": null, "kind": "new", "text": "\u8d70\u8bbf6\u5bb6\u8bd5\u70b9\u4f01\u4e1a", "start": 442, "end": 450, "is_approximate": false, "is_effort": false, "is_floor": false, "parent": ""}]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','6份问题清单');
INSERT INTO "draft" VALUES(7,1,6,'8','关爱青年工人和女职工','关爱青年工人和女职工
开办青年工人夜校，首期开设4个班',489,542,'["\u56e2\u5e02\u59d4"]','["\u5e02\u6559\u80b2\u5c40"]','[]','[{"phrase": "5\u670820\u65e5\u524d", "start": 529, "end": 535, "due": ["2026-05-20"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c5\u670820\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e745\u670820\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','首期4个班');
INSERT INTO "draft" VALUES(8,1,7,'9','关爱青年工人和女职工','关爱青年工人和女职工
设立女职工关爱服务点，为一线女职工提供维权咨询',543,603,'["\u5e02\u5987\u8054"]','["\u5e02\u603b\u5de5\u4f1a", "\u7af9\u5cad\u7eba\u7ec7"]','[]','[{"phrase": "5\u670815\u65e5\u524d", "start": 595, "end": 601, "due": ["2026-05-15"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c5\u670815\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e745\u670815\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e94", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','');
INSERT INTO "draft" VALUES(9,1,8,'10','评选职工“五小”创新成果','评选职工“五小”创新成果
征集小发明、小创造等成果，组织现场评审',604,679,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u79d1\u6280\u5c40", "\u8bd5\u70b9\u4f01\u4e1a"]','["\u5e02\u5de5\u5546\u8054"]','[{"phrase": "10\u670831\u65e5\u524d", "start": 660, "end": 667, "due": ["2026-10-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c10\u670831\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e7410\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u516d\uff0c\u4e0d\u662f\u5de5\u4f5c\u65e5\uff08\u524d\u4e00\u5de5\u4f5c\u65e510\u670830\u65e5\uff0c\u540e\u4e00\u5de5\u4f5c\u65e511\u67082\u65e5\uff09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u5f81\u96c6\u6210\u679c", "relation": ">=", "value": "300", "upper": null, "measure": "\u9879", "by": null, "recurrence": null, "kind": "level", "text": "\u5f81\u96c6\u6210\u679c300\u9879\u4ee5\u4e0a", "start": 668, "end": 678, "is_approximate": false, "is_effort": false, "is_floor": false, "parent": ""}]','confirmed','2026-03-16 01:00:00.000000','王敏','',NULL,'[]','','征集成果300项以上');
CREATE TABLE draft_change (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	"before" JSON NOT NULL, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_draft_change PRIMARY KEY (id), 
	CONSTRAINT fk_draft_change_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id)
);
INSERT INTO "draft_change" VALUES(1,1,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
INSERT INTO "draft_change" VALUES(2,2,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
INSERT INTO "draft_change" VALUES(3,3,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
INSERT INTO "draft_change" VALUES(4,4,'confirm','2026-03-16 01:00:00.000000','王敏','{"deadlines": [{"phrase": "\u957f\u671f", "start": 367, "end": 369, "due": [], "recurrence": null, "since": null, "until": null, "ongoing": true, "alternatives": [], "problem": null, "reading": "\u201c\u957f\u671f\u201d\uff1a\u957f\u671f\u4efb\u52a1\uff0c\u6ca1\u6709\u5b8c\u6210\u671f\u9650", "kind": "ongoing", "rule": "ongoing", "slots": [], "provisional": false}]}','{"deadlines": []}');
INSERT INTO "draft_change" VALUES(5,5,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{"chosen": {"units": {"\u5e02\u5927\u6570\u636e\u4e2d\u5fc3": [9]}, "responsible": []}}');
INSERT INTO "draft_change" VALUES(6,6,'confirm','2026-03-16 01:00:00.000000','王敏','{"deadlines": []}','{"deadlines": [{"phrase": "2026\u5e746\u670826\u65e5"}]}');
INSERT INTO "draft_change" VALUES(7,7,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
INSERT INTO "draft_change" VALUES(8,8,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
INSERT INTO "draft_change" VALUES(9,9,'confirm','2026-03-16 01:00:00.000000','王敏','{}','{}');
CREATE TABLE due_change (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	"before" DATE, 
	"after" DATE, 
	is_late BOOLEAN NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_due_change PRIMARY KEY (id), 
	CONSTRAINT fk_due_change_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	update_id INTEGER, 
	file_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	name TEXT NOT NULL, 
	dated_on DATE, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_evidence_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_evidence_update_id_progress_update FOREIGN KEY(update_id) REFERENCES progress_update (id), 
	CONSTRAINT uq_evidence_assignment_id_file_id UNIQUE (assignment_id, file_id)
);
CREATE TABLE exemption (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	lifted_on DATE, 
	lifted_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_exemption PRIMARY KEY (id), 
	CONSTRAINT fk_exemption_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_exemption_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_exemption_campaign_id_unit_id_item UNIQUE (campaign_id, unit_id, item)
);
CREATE TABLE experience (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	task_id INTEGER, 
	update_id INTEGER, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	tags JSON NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	rule TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_experience PRIMARY KEY (id), 
	CONSTRAINT fk_experience_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_experience_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_experience_update_id_progress_update FOREIGN KEY(update_id) REFERENCES progress_update (id), 
	CONSTRAINT uq_experience_update_id UNIQUE (update_id)
);
CREATE TABLE extension (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	due_on DATE NOT NULL, 
	proposed_on DATE NOT NULL, 
	reason TEXT NOT NULL, 
	progress TEXT NOT NULL, 
	safeguards TEXT NOT NULL, 
	is_late BOOLEAN NOT NULL, 
	asked_on DATE NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by VARCHAR(60) NOT NULL, 
	answer VARCHAR(24) NOT NULL, 
	granted_on DATE, 
	decided_on DATE, 
	decided_at DATETIME, 
	decided_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	CONSTRAINT pk_extension PRIMARY KEY (id), 
	CONSTRAINT fk_extension_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE "feed" (
	id INTEGER NOT NULL, 
	user_id INTEGER, 
	token_sha256 VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	revoked_by VARCHAR(60) NOT NULL, 
	unit_id INTEGER, 
	CONSTRAINT pk_feed PRIMARY KEY (id), 
	CONSTRAINT uq_feed_token_sha256 UNIQUE (token_sha256), 
	CONSTRAINT fk_feed_user_id_user FOREIGN KEY(user_id) REFERENCES user (id), 
	CONSTRAINT fk_feed_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE finding (
	id INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	source VARCHAR(24) NOT NULL, 
	campaign_id INTEGER, 
	assignment_id INTEGER, 
	indicator_id INTEGER, 
	unit_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	cause VARCHAR(24), 
	cause_text TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	due_on DATE, 
	reviewer VARCHAR(60) NOT NULL, 
	recheck_on DATE, 
	status VARCHAR(24) NOT NULL, 
	found_on DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	task_id INTEGER, 
	closed_on DATE, 
	recurrences INTEGER NOT NULL, 
	dropped_reason TEXT NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT fk_finding_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_finding_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_finding_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_finding_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_finding_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_finding_number UNIQUE (number), 
	CONSTRAINT uq_finding_task_id UNIQUE (task_id)
);
CREATE TABLE freeze (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	as_of DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	rules JSON NOT NULL, 
	items INTEGER NOT NULL, 
	readings INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_freeze PRIMARY KEY (id), 
	CONSTRAINT fk_freeze_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT uq_freeze_campaign_id_number UNIQUE (campaign_id, number)
);
INSERT INTO "freeze" VALUES(1,1,1,'2026-03-27','2026-03-27 00:14:17.806139','命令行（root）','','{"limits": {"pace_yellow": -5, "silence_yellow": 50, "due_soon_workdays": 5, "due_soon_percent": 80}, "pack": "standard", "job": null}',38,0,'2be7bc238495b4ef879c62f34d016bcc6d249316e879a3968b4ec4f2efffd247');
CREATE TABLE frozen_fact (
	freeze_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	CONSTRAINT pk_frozen_fact PRIMARY KEY (freeze_id, kind, subject_id), 
	CONSTRAINT fk_frozen_fact_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id)
);
INSERT INTO "frozen_fact" VALUES(1,'unit',3,'{"name": "\u6c5f\u4e34\u5e02\u603b\u5de5\u4f1a", "called": "\u5e02\u603b\u5de5\u4f1a", "level": "department", "kind": "\u7fa4\u56e2\u7ec4\u7ec7", "parent_id": null, "line": "", "region": "", "position": 2, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',4,'{"name": "\u6c5f\u4e34\u5e02\u4eba\u529b\u8d44\u6e90\u548c\u793e\u4f1a\u4fdd\u969c\u5c40", "called": "\u5e02\u4eba\u793e\u5c40", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 3, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',5,'{"name": "\u6c5f\u4e34\u5e02\u4eba\u6c11\u653f\u5e9c\u56fd\u6709\u8d44\u4ea7\u76d1\u7763\u7ba1\u7406\u59d4\u5458\u4f1a", "called": "\u5e02\u56fd\u8d44\u59d4", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 4, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',6,'{"name": "\u6c5f\u4e34\u5e02\u5de5\u4e1a\u548c\u4fe1\u606f\u5316\u5c40", "called": "\u5e02\u5de5\u4fe1\u5c40", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 5, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',7,'{"name": "\u6c5f\u4e34\u5e02\u6559\u80b2\u5c40", "called": "\u5e02\u6559\u80b2\u5c40", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 6, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',9,'{"name": "\u6c5f\u4e34\u5e02\u79d1\u5b66\u6280\u672f\u5c40", "called": "\u5e02\u79d1\u6280\u5c40", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 8, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',10,'{"name": "\u6c5f\u4e34\u5e02\u4f4f\u623f\u548c\u57ce\u4e61\u5efa\u8bbe\u5c40", "called": "\u5e02\u4f4f\u5efa\u5c40", "level": "department", "kind": "\u653f\u5e9c\u90e8\u95e8", "parent_id": null, "line": "", "region": "", "position": 9, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',12,'{"name": "\u6c5f\u4e34\u5e02\u5de5\u5546\u4e1a\u8054\u5408\u4f1a", "called": "\u5e02\u5de5\u5546\u8054", "level": "department", "kind": "\u7fa4\u56e2\u7ec4\u7ec7", "parent_id": null, "line": "", "region": "", "position": 11, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',13,'{"name": "\u5171\u9752\u56e2\u6c5f\u4e34\u5e02\u59d4\u5458\u4f1a", "called": "\u56e2\u5e02\u59d4", "level": "department", "kind": "\u7fa4\u56e2\u7ec4\u7ec7", "parent_id": null, "line": "", "region": "", "position": 12, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',14,'{"name": "\u6c5f\u4e34\u5e02\u5987\u5973\u8054\u5408\u4f1a", "called": "\u5e02\u5987\u8054", "level": "department", "kind": "\u7fa4\u56e2\u7ec4\u7ec7", "parent_id": null, "line": "", "region": "", "position": 13, "groups": ["\u6210\u5458\u5355\u4f4d"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',15,'{"name": "\u4e1c\u6cfd\u533a\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u4e1c\u6cfd\u533a\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 14, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',16,'{"name": "\u671b\u5ddd\u533a\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u671b\u5ddd\u533a\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 15, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',17,'{"name": "\u9752\u5ce6\u53bf\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u9752\u5ce6\u53bf\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 16, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',18,'{"name": "\u7af9\u5cad\u53bf\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u7af9\u5cad\u53bf\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 17, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',19,'{"name": "\u767d\u9e6d\u53bf\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u767d\u9e6d\u53bf\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 18, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',20,'{"name": "\u6c5f\u4e34\u7ecf\u6d4e\u6280\u672f\u5f00\u53d1\u533a\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "called": "\u7ecf\u5f00\u533a\u4ea7\u6539\u529e", "level": "county", "kind": "\u53bf\u533a\u4ea7\u6539\u529e", "parent_id": null, "line": "", "region": "", "position": 19, "groups": ["\u53bf\u533a\u4ea7\u6539\u529e"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',21,'{"name": "\u6c5f\u4e34\u673a\u5e8a\u96c6\u56e2\u6709\u9650\u516c\u53f8", "called": "\u6c5f\u4e34\u673a\u5e8a", "level": "enterprise", "kind": "\u56fd\u6709\u4f01\u4e1a", "parent_id": 5, "line": "", "region": "", "position": 20, "groups": ["\u8bd5\u70b9\u4f01\u4e1a", "\u5e02\u5c5e\u56fd\u6709\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',22,'{"name": "\u6c5f\u4e34\u6e2f\u52a1\u96c6\u56e2\u6709\u9650\u516c\u53f8", "called": "\u6c5f\u4e34\u6e2f\u52a1", "level": "enterprise", "kind": "\u56fd\u6709\u4f01\u4e1a", "parent_id": 5, "line": "", "region": "", "position": 21, "groups": ["\u8bd5\u70b9\u4f01\u4e1a", "\u5e02\u5c5e\u56fd\u6709\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',23,'{"name": "\u6c5f\u4e34\u8f68\u9053\u88c5\u5907\u6709\u9650\u516c\u53f8", "called": "\u6c5f\u8f68\u88c5\u5907", "level": "enterprise", "kind": "\u56fd\u6709\u4f01\u4e1a", "parent_id": 5, "line": "", "region": "", "position": 22, "groups": ["\u8bd5\u70b9\u4f01\u4e1a", "\u5e02\u5c5e\u56fd\u6709\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',27,'{"name": "\u6c5f\u4e34\u9752\u5ce6\u65b0\u6750\u6599\u6709\u9650\u516c\u53f8", "called": "\u9752\u5ce6\u65b0\u6750\u6599", "level": "enterprise", "kind": "\u975e\u516c\u6709\u5236\u4f01\u4e1a", "parent_id": 17, "line": "", "region": "", "position": 26, "groups": ["\u8bd5\u70b9\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',28,'{"name": "\u6c5f\u4e34\u671b\u5ddd\u7535\u5b50\u6709\u9650\u516c\u53f8", "called": "\u671b\u5ddd\u7535\u5b50", "level": "enterprise", "kind": "\u975e\u516c\u6709\u5236\u4f01\u4e1a", "parent_id": 16, "line": "", "region": "", "position": 27, "groups": ["\u8bd5\u70b9\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',29,'{"name": "\u6c5f\u4e34\u7ecf\u5f00\u667a\u80fd\u4eea\u8868\u6709\u9650\u516c\u53f8", "called": "\u667a\u80fd\u4eea\u8868\u516c\u53f8", "level": "enterprise", "kind": "\u975e\u516c\u6709\u5236\u4f01\u4e1a", "parent_id": 20, "line": "", "region": "", "position": 28, "groups": ["\u8bd5\u70b9\u4f01\u4e1a"], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'unit',30,'{"name": "\u6c5f\u4e34\u7af9\u5cad\u7eba\u7ec7\u6709\u9650\u516c\u53f8", "called": "\u7af9\u5cad\u7eba\u7ec7", "level": "enterprise", "kind": "\u975e\u516c\u6709\u5236\u4f01\u4e1a", "parent_id": 18, "line": "", "region": "", "position": 29, "groups": [], "since": "2026-03-16", "joined_on": null, "ended_on": null}');
INSERT INTO "frozen_fact" VALUES(1,'task',1,'{"number": "2026-001", "code": "1", "title": "\u5efa\u8bbe\u6c5f\u4e34\u5de5\u5320\u5b66\u9662", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',2,'{"number": "2026-002", "code": "2", "title": "\u6478\u6e05\u6280\u80fd\u4eba\u624d\u5e95\u6570", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',3,'{"number": "2026-003", "code": "3", "title": "\u63d0\u5347\u804c\u5de5\u4e4b\u5bb6\u670d\u52a1", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "deploy", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',4,'{"number": "2026-004", "code": "4", "title": "\u8054\u52a8\u5904\u7f6e\u6b20\u85aa\u7ebf\u7d22", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',5,'{"number": "2026-005", "code": "5", "title": "\u5efa\u8bbe\u4ea7\u4e1a\u5de5\u4eba\u4fe1\u606f\u5e93", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',6,'{"number": "2026-006", "code": "6", "title": "\u5f00\u5c55\u8bd5\u70b9\u4f01\u4e1a\u8e72\u70b9\u8c03\u7814", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "deploy", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',7,'{"number": "2026-007", "code": "8", "title": "\u5173\u7231\u9752\u5e74\u5de5\u4eba\u548c\u5973\u804c\u5de5", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',8,'{"number": "2026-008", "code": "9", "title": "\u5173\u7231\u9752\u5e74\u5de5\u4eba\u548c\u5973\u804c\u5de5", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "implement", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'task',9,'{"number": "2026-009", "code": "10", "title": "\u8bc4\u9009\u804c\u5de5\u201c\u4e94\u5c0f\u201d\u521b\u65b0\u6210\u679c", "document_id": 1, "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "reference": "", "category": "", "nodes": [], "step": "deploy", "is_closed_loop": false}');
INSERT INTO "frozen_fact" VALUES(1,'indicator',1,'{"document_id": 1, "task_id": 3, "name": "\u6bcf\u4e2a\u53bf\u533a\u6253\u9020\u6807\u51c6\u5316\u804c\u5de5\u4e4b\u5bb6", "relation": "=", "target": "1", "upper": null, "measure": "\u4e2a", "by": null, "recurrence": "", "kind": "new", "text": "\u6bcf\u4e2a\u53bf\u533a\u6253\u90201\u4e2a\u6807\u51c6\u5316\u804c\u5de5\u4e4b\u5bb6", "start": 270, "end": 285, "base": null, "base_on": null, "reference": null, "is_soft": false, "parent_id": null, "starts_on": null, "weight": "1", "accrual": "", "is_main": false, "issued_on": "2026-03-13", "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "position": 0, "shares": []}');
INSERT INTO "frozen_fact" VALUES(1,'indicator',2,'{"document_id": 1, "task_id": 3, "name": "\u6bcf\u4e2a\u53bf\u533a", "relation": ">=", "target": "1", "upper": null, "measure": "\u4e2a", "by": null, "recurrence": "", "kind": "level", "text": "\u6bcf\u4e2a\u53bf\u533a\u4e0d\u5c11\u4e8e1\u4e2a", "start": 308, "end": 317, "base": null, "base_on": null, "reference": null, "is_soft": false, "parent_id": null, "starts_on": null, "weight": "1", "accrual": "", "is_main": false, "issued_on": "2026-03-13", "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "position": 1, "shares": []}');
INSERT INTO "frozen_fact" VALUES(1,'indicator',3,'{"document_id": 1, "task_id": 6, "name": "\u8d70\u8bbf\u8bd5\u70b9\u4f01\u4e1a", "relation": "=", "target": "6", "upper": null, "measure": "\u5bb6", "by": null, "recurrence": "", "kind": "new", "text": "\u8d70\u8bbf6\u5bb6\u8bd5\u70b9\u4f01\u4e1a", "start": 442, "end": 450, "base": null, "base_on": null, "reference": null, "is_soft": false, "parent_id": null, "starts_on": null, "weight": "1", "accrual": "", "is_main": false, "issued_on": "2026-03-13", "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "position": 2, "shares": []}');
INSERT INTO "frozen_fact" VALUES(1,'indicator',4,'{"document_id": 1, "task_id": 9, "name": "\u5f81\u96c6\u6210\u679c", "relation": ">=", "target": "300", "upper": null, "measure": "\u9879", "by": null, "recurrence": "", "kind": "level", "text": "\u5f81\u96c6\u6210\u679c300\u9879\u4ee5\u4e0a", "start": 668, "end": 678, "base": null, "base_on": null, "reference": null, "is_soft": false, "parent_id": null, "starts_on": null, "weight": "1", "accrual": "", "is_main": false, "issued_on": "2026-03-13", "document": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u97692026\u5e74\u5ea6\u91cd\u70b9\u4e8b\u9879\u53f0\u8d26", "position": 3, "shares": []}');
INSERT INTO "frozen_fact" VALUES(1,'office',0,'{"name": "\u6c5f\u4e34\u5e02\u4ea7\u4e1a\u5de5\u4eba\u961f\u4f0d\u5efa\u8bbe\u6539\u9769\u534f\u8c03\u5c0f\u7ec4\u529e\u516c\u5ba4", "short_name": "\u5e02\u4ea7\u6539\u529e", "scope": {}, "withdrawn": 0, "over_before": 0}');
CREATE TABLE frozen_item (
	freeze_id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	assigned_on DATE NOT NULL, 
	first_due_on DATE, 
	due_on DATE, 
	accepted_on DATE, 
	submitted_on DATE, 
	closed_on DATE, 
	verification VARCHAR(24), 
	percent INTEGER, 
	workdays_late INTEGER NOT NULL, 
	light VARCHAR(10) NOT NULL, 
	returns INTEGER NOT NULL, 
	extensions INTEGER NOT NULL, 
	roll_overs INTEGER NOT NULL, 
	was_late BOOLEAN NOT NULL, 
	marks INTEGER NOT NULL, 
	pace_gap INTEGER NOT NULL, 
	CONSTRAINT pk_frozen_item PRIMARY KEY (freeze_id, assignment_id), 
	CONSTRAINT fk_frozen_item_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id)
)
 WITHOUT ROWID

;
INSERT INTO "frozen_item" VALUES(1,1,1,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-10);
INSERT INTO "frozen_item" VALUES(1,2,1,7,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,3,1,4,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,4,1,21,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,18432,-10);
INSERT INTO "frozen_item" VALUES(1,5,2,4,'lead','accepted','2026-03-16','2026-04-30','2026-04-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-24);
INSERT INTO "frozen_item" VALUES(1,6,2,6,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-24);
INSERT INTO "frozen_item" VALUES(1,7,2,5,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30','2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-24);
INSERT INTO "frozen_item" VALUES(1,8,3,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-10);
INSERT INTO "frozen_item" VALUES(1,9,3,15,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,10,3,16,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,11,3,17,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-24',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,12,3,18,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,13,3,19,'responsible','assigned','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,NULL,NULL,0,'grey',0,0,0,0,25664,-10);
INSERT INTO "frozen_item" VALUES(1,14,3,20,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-24',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,15,3,13,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,18432,-10);
INSERT INTO "frozen_item" VALUES(1,16,4,4,'lead','accepted','2026-03-16',NULL,NULL,'2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16385,0);
INSERT INTO "frozen_item" VALUES(1,17,4,10,'responsible','accepted','2026-03-16',NULL,NULL,'2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17409,0);
INSERT INTO "frozen_item" VALUES(1,18,4,3,'responsible','accepted','2026-03-16',NULL,NULL,'2026-03-17',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17409,0);
INSERT INTO "frozen_item" VALUES(1,19,5,6,'lead','accepted','2026-03-16','2026-09-30','2026-09-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-5);
INSERT INTO "frozen_item" VALUES(1,20,5,4,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-5);
INSERT INTO "frozen_item" VALUES(1,21,5,9,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30','2026-03-25',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-5);
INSERT INTO "frozen_item" VALUES(1,22,6,3,'lead','accepted','2026-03-16','2026-06-26','2026-06-26','2026-03-19',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-10);
INSERT INTO "frozen_item" VALUES(1,23,6,5,'responsible','assigned','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,NULL,NULL,0,'grey',0,0,0,0,25664,-10);
INSERT INTO "frozen_item" VALUES(1,24,6,12,'responsible','accepted','2026-03-16','2026-06-26','2026-06-26','2026-03-19',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-10);
INSERT INTO "frozen_item" VALUES(1,25,7,13,'lead','accepted','2026-03-16','2026-05-20','2026-05-20','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-16);
INSERT INTO "frozen_item" VALUES(1,26,7,7,'responsible','accepted','2026-03-16','2026-05-20','2026-05-20','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-16);
INSERT INTO "frozen_item" VALUES(1,27,8,14,'lead','accepted','2026-03-16','2026-05-15','2026-05-15','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-18);
INSERT INTO "frozen_item" VALUES(1,28,8,3,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15','2026-03-18',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-18);
INSERT INTO "frozen_item" VALUES(1,29,8,30,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15','2026-03-23',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-18);
INSERT INTO "frozen_item" VALUES(1,30,9,3,'lead','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-26',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,16384,-4);
INSERT INTO "frozen_item" VALUES(1,31,9,9,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-26',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-4);
INSERT INTO "frozen_item" VALUES(1,32,9,21,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-26',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-4);
INSERT INTO "frozen_item" VALUES(1,33,9,22,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-26',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-4);
INSERT INTO "frozen_item" VALUES(1,34,9,23,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-27',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-4);
INSERT INTO "frozen_item" VALUES(1,35,9,27,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-27',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,17408,-4);
INSERT INTO "frozen_item" VALUES(1,36,9,28,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,NULL,NULL,0,'grey',0,0,0,0,25664,-4);
INSERT INTO "frozen_item" VALUES(1,37,9,29,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,NULL,NULL,0,'grey',0,0,0,0,25664,-4);
INSERT INTO "frozen_item" VALUES(1,38,9,12,'supporting','accepted','2026-03-16','2026-10-31','2026-10-31','2026-03-27',NULL,NULL,NULL,NULL,0,'green',0,0,0,0,18432,-4);
CREATE TABLE frozen_reading (
	freeze_id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	as_of DATE NOT NULL, 
	value NUMERIC(20, 4) NOT NULL, 
	numerator NUMERIC(20, 4), 
	denominator NUMERIC(20, 4), 
	verification VARCHAR(24) NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_frozen_reading PRIMARY KEY (freeze_id, reading_id), 
	CONSTRAINT fk_frozen_reading_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id)
);
CREATE TABLE group_member (
	id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, joined_on DATE, 
	CONSTRAINT pk_group_member PRIMARY KEY (id), 
	CONSTRAINT fk_group_member_group_id_unit_group FOREIGN KEY(group_id) REFERENCES unit_group (id), 
	CONSTRAINT fk_group_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_group_member_group_id_unit_id UNIQUE (group_id, unit_id)
);
INSERT INTO "group_member" VALUES(1,1,21,NULL);
INSERT INTO "group_member" VALUES(2,1,22,NULL);
INSERT INTO "group_member" VALUES(3,1,23,NULL);
INSERT INTO "group_member" VALUES(4,1,27,NULL);
INSERT INTO "group_member" VALUES(5,1,28,NULL);
INSERT INTO "group_member" VALUES(6,1,29,NULL);
INSERT INTO "group_member" VALUES(7,2,1,NULL);
INSERT INTO "group_member" VALUES(8,2,2,NULL);
INSERT INTO "group_member" VALUES(9,2,3,NULL);
INSERT INTO "group_member" VALUES(10,2,4,NULL);
INSERT INTO "group_member" VALUES(11,2,5,NULL);
INSERT INTO "group_member" VALUES(12,2,6,NULL);
INSERT INTO "group_member" VALUES(13,2,7,NULL);
INSERT INTO "group_member" VALUES(14,2,8,NULL);
INSERT INTO "group_member" VALUES(15,2,9,NULL);
INSERT INTO "group_member" VALUES(16,2,10,NULL);
INSERT INTO "group_member" VALUES(17,2,11,NULL);
INSERT INTO "group_member" VALUES(18,2,12,NULL);
INSERT INTO "group_member" VALUES(19,2,13,NULL);
INSERT INTO "group_member" VALUES(20,2,14,NULL);
INSERT INTO "group_member" VALUES(21,3,15,NULL);
INSERT INTO "group_member" VALUES(22,3,16,NULL);
INSERT INTO "group_member" VALUES(23,3,17,NULL);
INSERT INTO "group_member" VALUES(24,3,18,NULL);
INSERT INTO "group_member" VALUES(25,3,19,NULL);
INSERT INTO "group_member" VALUES(26,3,20,NULL);
INSERT INTO "group_member" VALUES(27,4,21,NULL);
INSERT INTO "group_member" VALUES(28,4,22,NULL);
INSERT INTO "group_member" VALUES(29,4,23,NULL);
INSERT INTO "group_member" VALUES(30,4,24,NULL);
INSERT INTO "group_member" VALUES(31,4,25,NULL);
INSERT INTO "group_member" VALUES(32,4,26,NULL);
CREATE TABLE honour (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	tier VARCHAR(24) NOT NULL, 
	kind VARCHAR(60) NOT NULL, 
	holder VARCHAR(100) NOT NULL, 
	awarded_on DATE NOT NULL, 
	reference TEXT NOT NULL, 
	file_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_honour PRIMARY KEY (id), 
	CONSTRAINT fk_honour_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_honour_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE improvement (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	is_needless BOOLEAN NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_improvement PRIMARY KEY (id), 
	CONSTRAINT fk_improvement_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);
CREATE TABLE "indicator" (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	task_id INTEGER, 
	name TEXT NOT NULL, 
	relation VARCHAR(8) NOT NULL, 
	target NUMERIC(20, 4) NOT NULL, 
	upper NUMERIC(20, 4), 
	measure TEXT NOT NULL, 
	"by" DATE, 
	recurrence VARCHAR(12) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	start INTEGER, 
	"end" INTEGER, 
	base NUMERIC(20, 4), 
	base_on DATE, 
	reference NUMERIC(20, 4), 
	is_soft BOOLEAN DEFAULT 0 NOT NULL, 
	parent_id INTEGER, 
	starts_on DATE, 
	weight NUMERIC(10, 4) DEFAULT '1' NOT NULL, 
	accrual VARCHAR(8) DEFAULT '' NOT NULL, 
	is_main BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_indicator PRIMARY KEY (id), 
	CONSTRAINT fk_indicator_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_indicator_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_indicator_parent_id_indicator FOREIGN KEY(parent_id) REFERENCES indicator (id)
);
INSERT INTO "indicator" VALUES(1,1,3,'每个县区打造标准化职工之家','=',1,NULL,'个',NULL,'','new','每个县区打造1个标准化职工之家',270,285,NULL,NULL,NULL,0,NULL,NULL,1,'',0);
INSERT INTO "indicator" VALUES(2,1,3,'每个县区','>=',1,NULL,'个',NULL,'','level','每个县区不少于1个',308,317,NULL,NULL,NULL,0,NULL,NULL,1,'',0);
INSERT INTO "indicator" VALUES(3,1,6,'走访试点企业','=',6,NULL,'家',NULL,'','new','走访6家试点企业',442,450,NULL,NULL,NULL,0,NULL,NULL,1,'',0);
INSERT INTO "indicator" VALUES(4,1,9,'征集成果','>=',300,NULL,'项',NULL,'','level','征集成果300项以上',668,678,NULL,NULL,NULL,0,NULL,NULL,1,'',0);
CREATE TABLE indicator_change (
	id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	field VARCHAR(20) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_indicator_change PRIMARY KEY (id), 
	CONSTRAINT fk_indicator_change_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id)
);
CREATE TABLE indicator_share (
	id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	unit_class VARCHAR(40) NOT NULL, 
	target NUMERIC(20, 4), 
	upper NUMERIC(20, 4), 
	base NUMERIC(20, 4), 
	since DATE, 
	until DATE, 
	CONSTRAINT pk_indicator_share PRIMARY KEY (id), 
	CONSTRAINT fk_indicator_share_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_indicator_share_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_indicator_share_indicator_id_unit_id UNIQUE (indicator_id, unit_id)
);
CREATE TABLE instruction (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	leader VARCHAR(40) NOT NULL, 
	"on" DATE NOT NULL, 
	due_on DATE, 
	text TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	corrects_id INTEGER, 
	CONSTRAINT pk_instruction PRIMARY KEY (id), 
	CONSTRAINT fk_instruction_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_instruction_corrects_id_instruction FOREIGN KEY(corrects_id) REFERENCES instruction (id), 
	CONSTRAINT uq_instruction_corrects_id UNIQUE (corrects_id)
);
CREATE TABLE job (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	arguments JSON NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by VARCHAR(40) NOT NULL, 
	settled_at DATETIME, 
	result TEXT NOT NULL, 
	error TEXT NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id)
);
CREATE TABLE joint_closure (
	id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	asked_on DATE NOT NULL, 
	asked_by VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	answer VARCHAR(24) NOT NULL, 
	decided_on DATE, 
	decided_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	CONSTRAINT pk_joint_closure PRIMARY KEY (id), 
	CONSTRAINT fk_joint_closure_deadline_id_deadline FOREIGN KEY(deadline_id) REFERENCES deadline (id)
);
CREATE TABLE ladder_version (
	id INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	since DATE, 
	noted_at DATETIME NOT NULL, 
	CONSTRAINT pk_ladder_version PRIMARY KEY (id), 
	CONSTRAINT uq_ladder_version_name_since UNIQUE (name, since)
);
INSERT INTO "ladder_version" VALUES(1,'choice','','721083a7b3f14d1848d44726880cd207fb60d0c5b71234c5d29b34401d92e6f5','["standard", []]',NULL,'2026-03-10 00:14:14.940646');
INSERT INTO "ladder_version" VALUES(2,'standard','2026.2','1722f7d946e12aa8f07e44f53baaa69e693e65170b2f985b84cd3a7e594a49a0','# 规则包“标准”：行业通行做法的折中。单位要改的，复制到数据文件夹的 ladders/ 里，改名，在 settings.toml 里选用。
# 工作日按工作日历（含调休）计；负数是到期日之前。每一级的 name 是永久的名字：改名等于新的一级。
# 每一级写 workdays（时限前后几个工作日）、percent_left（剩余时间的百分之几）、after_assignment（交办后几个工作日）、
# missed_reports（连续几期未反馈）、behind_pace（落后序时进度）之一。signer 是签发人：clerk 经办，leader 领导。
name = "standard"
title = "标准"
version = "2026.2"
effective_from = 2026-01-01

# 亮灯的界限：序时差（实际进度减去时间进度，百分点）；一次也没有反馈过的，时间过了百分之几才算落后；
# 临近到期的工作日数，和那时进度不到百分之几。
[lights]
pace_yellow = -5
silence_yellow = 50
due_soon_workdays = 5
due_soon_percent = 80

# 签收自己的钟：交办后两个工作日仍未签收即提醒；过了时限，由后面各级说话。
[[rungs]]
name = "accept"
kind = "reminder"
level = "contact"
after_assignment = 2
unless = "accepted"

# 不足十个工作日的短任务不走这一级。
[[rungs]]
name = "third-left"
kind = "reminder"
level = "contact"
percent_left = 30
min_workdays = 10

[[rungs]]
name = "three-days"
kind = "reminder"
level = "contact"
workdays = -3

[[rungs]]
name = "due-day"
kind = "reminder"
level = "officer"
workdays = 0

[[rungs]]
name = "chaser"
kind = "chaser"
level = "leader"
workdays = 1

[[rungs]]
name = "order"
kind = "order"
level = "leader"
workdays = 5
signer = "clerk"

[[rungs]]
name = "circular"
kind = "circular"
level = "head"
workdays = 10
signer = "leader"

[[rungs]]
name = "interview"
kind = "interview"
level = "head"
workdays = 20
signer = "leader"

# 连续两个反馈周期没有反馈（周期结束后宽限五个工作日）：提请签发督办单。
[[rungs]]
name = "two-reports"
kind = "order"
level = "leader"
missed_reports = 2
grace_workdays = 5
signer = "clerk"

# 落后序时进度而没有逾期的：每月第一个工作日提示一次，不升级。
[[rungs]]
name = "behind-pace"
kind = "reminder"
level = "contact"
behind_pace = true
',NULL,'2026-03-10 00:14:14.940646');
CREATE TABLE letter (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	since DATE NOT NULL, 
	extension_id INTEGER, 
	wording JSON NOT NULL, 
	says JSON NOT NULL, 
	drafted_at DATETIME NOT NULL, 
	drafted_by VARCHAR(60) NOT NULL, 
	word VARCHAR(40) NOT NULL, 
	year INTEGER, 
	number INTEGER, 
	signed_at DATETIME, 
	signed_by VARCHAR(60) NOT NULL, 
	file_id INTEGER, 
	settled_at DATETIME, 
	settled_by VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	supersedes_id INTEGER, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT fk_letter_extension_id_extension FOREIGN KEY(extension_id) REFERENCES extension (id), 
	CONSTRAINT fk_letter_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_letter_supersedes_id_letter FOREIGN KEY(supersedes_id) REFERENCES letter (id), 
	CONSTRAINT uq_letter_word_year_number UNIQUE (word, year, number), 
	CONSTRAINT uq_letter_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE letter_item (
	id INTEGER NOT NULL, 
	letter_id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	notice_id INTEGER, 
	is_void BOOLEAN NOT NULL, 
	CONSTRAINT pk_letter_item PRIMARY KEY (id), 
	CONSTRAINT fk_letter_item_letter_id_letter FOREIGN KEY(letter_id) REFERENCES letter (id), 
	CONSTRAINT fk_letter_item_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_letter_item_notice_id_notice FOREIGN KEY(notice_id) REFERENCES notice (id), 
	CONSTRAINT uq_letter_item_letter_id_assignment_id UNIQUE (letter_id, assignment_id)
);
CREATE TABLE letter_series (
	id INTEGER NOT NULL, 
	word VARCHAR(40) NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_letter_series PRIMARY KEY (id), 
	CONSTRAINT uq_letter_series_word_year UNIQUE (word, year)
);
CREATE TABLE liaison (
	id INTEGER NOT NULL, 
	leader VARCHAR(40) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	unit_id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	until DATE, 
	visits_a_year INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_liaison PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_liaison_leader_unit_id_since UNIQUE (leader, unit_id, since)
);
CREATE TABLE liaison_visit (
	id INTEGER NOT NULL, 
	liaison_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	text TEXT NOT NULL, 
	settled TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_liaison_visit PRIMARY KEY (id), 
	CONSTRAINT fk_liaison_visit_liaison_id_liaison FOREIGN KEY(liaison_id) REFERENCES liaison (id)
);
CREATE TABLE "link" (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	assignment_id INTEGER, 
	token_sha256 VARCHAR(64) NOT NULL, 
	code_hash VARCHAR(200) NOT NULL, 
	person VARCHAR(40) NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR(60) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	revoked_by VARCHAR(60) NOT NULL, 
	failures INTEGER NOT NULL, 
	delivery_id INTEGER, 
	CONSTRAINT pk_link PRIMARY KEY (id), 
	CONSTRAINT fk_link_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_link_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_link_token_sha256 UNIQUE (token_sha256), 
	CONSTRAINT fk_link_delivery_id_delivery FOREIGN KEY(delivery_id) REFERENCES delivery (id)
);
INSERT INTO "link" VALUES(1,3,NULL,'e74b327f86f23b06f42fb85fc24de56bcd2bb209d6f39d9cc1cce9b7130be9c2','','苏望舒','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,1);
INSERT INTO "link" VALUES(2,4,NULL,'336dc66f5153341c06fd2f385ec3d57095617d81793732a1827380165ece2d5a','','纪明轩','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,2);
INSERT INTO "link" VALUES(3,5,NULL,'ba9e0426ef49bc65ca21ced231783d0fd11e6380a97b7d380a7e0a5b2460f5b3','','邵云帆','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,3);
INSERT INTO "link" VALUES(4,6,NULL,'19535a0c582bd26d1280ffbddcb9acd04722c7abe23b2b625d402863cd6a9e3b','','贺子昂','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,4);
INSERT INTO "link" VALUES(5,7,NULL,'1f03336e8f4d5d21bb9fdff01f3123fad1d35916d58b4cc3735cf196ffa63e21','','蒋若溪','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,5);
INSERT INTO "link" VALUES(6,9,NULL,'9e35d2b8fd0cc167687db46c4d8b4332ec11a1da57e70781e9b50247c3b87286','','林见深','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,6);
INSERT INTO "link" VALUES(7,10,NULL,'54fe347426f39382512a878a008fb43adf4b505e87e3066055729c650456d213','','韩亦辰','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,7);
INSERT INTO "link" VALUES(8,12,NULL,'acedcc59d2b8e3b0ab8e6b55835eda54c2561f2438c7375e24a6ebfb6d44b46b','','白若川','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,8);
INSERT INTO "link" VALUES(9,13,NULL,'30c8baad319590194d3fdd28f71c0a984c703cdc959f730ffcda1cc87e4226f7','','夏知新','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,9);
INSERT INTO "link" VALUES(10,14,NULL,'c86a0c6a98ae181bb67eb04dd0841bfb0563884faf7fefeb56d98143c2ff3c9f','','姜语禾','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,10);
INSERT INTO "link" VALUES(11,15,NULL,'458ebbcc757ff0df53d2ffeee0e4d32c850e6425518b47cafebb8a4acb08fca3','','田野青','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,11);
INSERT INTO "link" VALUES(12,16,NULL,'484dc76694638d1a9f1c86026489570203ecf799de9d3e369ec3355609ee4c89','','廖星河','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,12);
INSERT INTO "link" VALUES(13,17,NULL,'b4db6a6c95c78a644be0d0092bd1af519153f7348570700e684eb02faa56fdf3','','唐以宁','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,13);
INSERT INTO "link" VALUES(14,18,NULL,'628968a793b869ae5d471994074c0f2786471f9ed10555f35efca190f6fae9fa','','侯晓棠','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,14);
INSERT INTO "link" VALUES(15,20,NULL,'366029b1df25cd6046becf946ff73aac17d439a6ab2a2046c3878a34ba07542b','','雷雨桐','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,15);
INSERT INTO "link" VALUES(16,21,NULL,'2244cf98ed619053ec9331e9769e94eddd3f4c184b1ba6318c83b7cf5584044c','','毕成林','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,16);
INSERT INTO "link" VALUES(17,22,NULL,'b8301ca040c983e9790fea6ad8893d12611a327c2d369c11927c0d4d4b4fe7f0','','安书言','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,17);
INSERT INTO "link" VALUES(18,23,NULL,'0d8359b007d1ecf16bfd1b8ddb20c38dddeb58ace387f1a91476c37a004ba6d2','','左以恒','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,18);
INSERT INTO "link" VALUES(19,27,NULL,'ed6c29ef1acda6e8986aac7b0f9fe785f856b9890778269f6e635223f52c63c3','','阮星阑','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,19);
INSERT INTO "link" VALUES(20,28,NULL,'5d756578412dd1bebab047daf80a9b72b93dd5bc0d5bbc213b4bed20ad31f377','','冉清和','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,20);
INSERT INTO "link" VALUES(21,29,NULL,'6681446d41bf64132db253d5fb899652c48f14faec6a43795698107232100a51','','步云深','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,21);
INSERT INTO "link" VALUES(22,30,NULL,'19a342fab30aa9361ab4fe200cde0abc3b80aabe5a904a7fc8cf0069d2d81b25','','郁金堂','2026-03-16 01:00:00.002699','系统（随信发出）','2026-04-15 01:00:00.002699',NULL,'',0,22);
INSERT INTO "link" VALUES(23,3,NULL,'dd348e9be1014f2e939e3ed5244e5ca9cb808bf5a106490d5606e819a062026f','','苏望舒','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,23);
INSERT INTO "link" VALUES(24,4,NULL,'f846418058e62467de6c21f3fd91e654a557933403e12dee54b4e3de58ca9907','','纪明轩','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,24);
INSERT INTO "link" VALUES(25,5,NULL,'c2cf2e14184df59eccc8a0fdba754d66076b0ef28bd31478e712f4b968dd7384','','邵云帆','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,25);
INSERT INTO "link" VALUES(26,6,NULL,'da23418d5546e1fcd4ee2affd41c6375e0e2bc57b35d5aadce94a1f93a91241d','','贺子昂','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,26);
INSERT INTO "link" VALUES(27,7,NULL,'0fd09871aa9769dc2da591eee1d5f3e0c972e52f41bace0718842c3d577cf420','','蒋若溪','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,27);
INSERT INTO "link" VALUES(28,9,NULL,'a6c5bf6923bae33e059dbae9b23f643af980860c29e57092cf6c5997fea4ef17','','林见深','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,28);
INSERT INTO "link" VALUES(29,12,NULL,'9faba880b4f52699d079881bf7975cf221eea67456638da355b2f0ceb9cdca8a','','白若川','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,29);
INSERT INTO "link" VALUES(30,13,NULL,'cbb413ae69c94468f8b6d4ba7b91d2ea2213b03a7104e9f958815aaaf632784d','','夏知新','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,30);
INSERT INTO "link" VALUES(31,14,NULL,'c571eb2b471597a524b086abe3a0682df17f4f677dfe15f729156acb4880d294','','姜语禾','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,31);
INSERT INTO "link" VALUES(32,15,NULL,'c40416ff6457bc98f1f427106731c76f04e9839792cdabacf7441f03fa069ce1','','田野青','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,32);
INSERT INTO "link" VALUES(33,16,NULL,'9e6b16b605f884593bd390dbd1b9f1d3abc47e360fbb686903e9d99d08425945','','廖星河','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,33);
INSERT INTO "link" VALUES(34,17,NULL,'e61b21d7aedbbbcebc242ba6f2bf9b477e101709d4d69e986cad33fff41eb174','','唐以宁','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,34);
INSERT INTO "link" VALUES(35,18,NULL,'bfa66295814443a5b83a6a3fea13fa4c6f3dcdd6d9fa6a5995cde8ec136e1e7b','','侯晓棠','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,35);
INSERT INTO "link" VALUES(36,20,NULL,'c5780a2e67d64188c26487f2fe1874dfbe7e9f6a4748d4e9acec21686cf8e696','','雷雨桐','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,36);
INSERT INTO "link" VALUES(37,21,NULL,'ab1e18f5b781c48686bac3f38e1a929bc8629c0ead012d21eee050d5f640ba65','','毕成林','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,37);
INSERT INTO "link" VALUES(38,22,NULL,'823edc7b47e733527fc4d26e958a1bd7670d965b07372fed17263d7739f9de84','','安书言','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,38);
INSERT INTO "link" VALUES(39,23,NULL,'13ebca273d2c24e8f8be2af40cd9619c5b3f38e2f6075781121a0e4cfd1c8a0c','','左以恒','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,39);
INSERT INTO "link" VALUES(40,27,NULL,'28472e6b5db93426e5e14ebcd9e50a32f954821edad2577e4220dfba8b0fd9c4','','阮星阑','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,40);
INSERT INTO "link" VALUES(41,28,NULL,'cd02f0d39c49e7f7f34e4c9ad1929d077235c5f01dda00230c05c235518aaa47','','冉清和','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,41);
INSERT INTO "link" VALUES(42,29,NULL,'59dbd8653ed3176561a746dc68c18b0e94e72ae8043d2450b59fd58a38add311','','步云深','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,42);
INSERT INTO "link" VALUES(43,30,NULL,'1d56deeedf89482825a4289ee47c6b9b5ac30941801f2036fec31ca0dc624864','','郁金堂','2026-03-18 01:00:00.008159','系统（随信发出）','2026-04-17 01:00:00.008159',NULL,'',0,43);
CREATE TABLE link_use (
	id INTEGER NOT NULL, 
	link_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	address VARCHAR(60) NOT NULL, 
	what TEXT NOT NULL, 
	CONSTRAINT pk_link_use PRIMARY KEY (id), 
	CONSTRAINT fk_link_use_link_id_link FOREIGN KEY(link_id) REFERENCES link (id)
);
CREATE TABLE list_version (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	issued_on DATE NOT NULL, 
	issued_at DATETIME NOT NULL, 
	issued_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_list_version PRIMARY KEY (id), 
	CONSTRAINT fk_list_version_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT uq_list_version_document_id_number UNIQUE (document_id, number)
);
CREATE TABLE log_entry (
	id INTEGER NOT NULL, 
	subject VARCHAR(24) NOT NULL, 
	subject_id INTEGER, 
	deed VARCHAR(40) NOT NULL, 
	particulars JSON NOT NULL, 
	note TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	block_id INTEGER, 
	CONSTRAINT pk_log_entry PRIMARY KEY (id), 
	CONSTRAINT fk_log_entry_block_id_block FOREIGN KEY(block_id) REFERENCES block (id)
);
INSERT INTO "log_entry" VALUES(1,'unit',NULL,'建立单位名录','{}','江临市产业工人队伍建设改革协调小组办公室：30个单位、55名联系人','2026-03-10 00:14:11.540797','2026-03-10','命令行（root）',1);
INSERT INTO "log_entry" VALUES(2,'account',1,'建立账号','{"login": "wangmin", "unit_id": null}','经办 王敏','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(3,'account',2,'建立账号','{"login": "lijing", "unit_id": null}','经办 李静','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(4,'account',3,'建立账号','{"login": "zhouheng", "unit_id": null}','领导 周衡','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(5,'account',4,'建立账号','{"login": "dudao", "unit_id": null}','督导单位 高文远','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(6,'account',5,'建立账号','{"login": "rsj", "unit_id": 4}','责任单位 纪明轩','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(7,'account',6,'建立账号','{"login": "dongze", "unit_id": 15}','责任单位 田野青','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(8,'account',7,'建立账号','{"login": "wangchuan", "unit_id": 28}','责任单位 冉清和','2026-03-10 00:14:11.736320','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(9,'document',1,'收文','{"filename": "3-\u53f0\u8d26.xlsx", "sha256": "b008a3877366a3dd3155fb6f4676e3243252eea36212439f463f00b1e3cedbe9", "drafts": 9, "replaces": null}','江临市产业工人队伍建设改革2026年度重点事项台账','2026-03-10 01:00:00.000000','2026-03-10','王敏',2);
INSERT INTO "log_entry" VALUES(10,'notice',NULL,'启用提醒规则','{"since": "", "sha256": "721083a7b3f14d1848d44726880cd207fb60d0c5b71234c5d29b34401d92e6f5"}','规则包的选用','2026-03-10 00:14:14.940646','2026-03-10','系统',3);
INSERT INTO "log_entry" VALUES(11,'notice',NULL,'启用提醒规则','{"since": "", "sha256": "1722f7d946e12aa8f07e44f53baaa69e693e65170b2f985b84cd3a7e594a49a0"}','standard 2026.2','2026-03-10 00:14:14.940646','2026-03-10','系统',3);
INSERT INTO "log_entry" VALUES(12,'task',1,'立项','{"number": "2026-001", "document_id": 1, "units": 4}','2026-001 建设江临工匠学院','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(13,'task',2,'立项','{"number": "2026-002", "document_id": 1, "units": 3}','2026-002 摸清技能人才底数','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(14,'task',3,'立项','{"number": "2026-003", "document_id": 1, "units": 8}','2026-003 提升职工之家服务','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(15,'task',4,'立项','{"number": "2026-004", "document_id": 1, "units": 3}','2026-004 联动处置欠薪线索','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(16,'task',5,'立项','{"number": "2026-005", "document_id": 1, "units": 3}','2026-005 建设产业工人信息库','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(17,'task',6,'立项','{"number": "2026-006", "document_id": 1, "units": 3}','2026-006 开展试点企业蹲点调研','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(18,'task',7,'立项','{"number": "2026-007", "document_id": 1, "units": 2}','2026-007 关爱青年工人和女职工','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(19,'task',8,'立项','{"number": "2026-008", "document_id": 1, "units": 3}','2026-008 关爱青年工人和女职工','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(20,'task',9,'立项','{"number": "2026-009", "document_id": 1, "units": 9}','2026-009 评选职工“五小”创新成果','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(21,'campaign',1,'设立督察活动','{"kind": "midterm", "title": "2026\u5e74\u7763\u529e\u4efb\u52a1\u843d\u5b9e\u60c5\u51b5\uff08\u5373\u65f6\u6c47\u603b\uff09", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "scope": {}, "basis": "\u65e5\u5e38\u7763\u529e"}','2026年督办任务落实情况（即时汇总）','2026-03-27 00:14:17.806139','2026-03-27','命令行（root）',19);
INSERT INTO "log_entry" VALUES(22,'campaign',1,'冻结数据','{"number": 1, "as_of": "2026-03-27", "items": 38, "readings": 0, "digest": "2be7bc238495b4ef879c62f34d016bcc6d249316e879a3968b4ec4f2efffd247"}','','2026-03-27 00:14:17.806139','2026-03-27','命令行（root）',19);
INSERT INTO "log_entry" VALUES(23,'campaign',1,'写出文稿','{"paper": "midterm", "number": 1, "unit_id": null, "digest": "2aa7fd249d0d5820f24d435b4e4aa2fd24fb89de41951a177e9d726c57e4c8d6"}','关于2026年督办任务落实情况的中期评估报告','2026-03-27 00:14:17.806139','2026-03-27','命令行（root）',20);
CREATE TABLE meeting (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	series VARCHAR(60) NOT NULL, 
	title TEXT NOT NULL, 
	recurrence VARCHAR(12) NOT NULL, 
	held_on DATE NOT NULL, 
	place VARCHAR(100) NOT NULL, 
	chair VARCHAR(60) NOT NULL, 
	people TEXT NOT NULL, 
	text TEXT NOT NULL, 
	document_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_meeting PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_document_id_document FOREIGN KEY(document_id) REFERENCES document (id)
);
CREATE TABLE meeting_decision (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	unit_id INTEGER, 
	due_on DATE, 
	task_id INTEGER, 
	outcome TEXT NOT NULL, 
	done_on DATE, 
	CONSTRAINT pk_meeting_decision PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_decision_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT fk_meeting_decision_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_meeting_decision_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_meeting_decision_meeting_id_position UNIQUE (meeting_id, position)
);
CREATE TABLE message_mark (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	seen_at DATETIME NOT NULL, 
	notice_id INTEGER NOT NULL, 
	transition_id INTEGER NOT NULL, 
	CONSTRAINT pk_message_mark PRIMARY KEY (id), 
	CONSTRAINT fk_message_mark_user_id_user FOREIGN KEY(user_id) REFERENCES user (id), 
	CONSTRAINT uq_message_mark_user_id UNIQUE (user_id)
);
CREATE TABLE "notice" (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	in_force VARCHAR(10) NOT NULL, 
	rung VARCHAR(40) NOT NULL, 
	occasion VARCHAR(20) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	raised_on DATE NOT NULL, 
	late BOOLEAN NOT NULL, 
	pack VARCHAR(60) NOT NULL, 
	needs_signature BOOLEAN NOT NULL, 
	signed_by VARCHAR(40) NOT NULL, 
	signed_at DATETIME, 
	unit_id INTEGER, signer VARCHAR(20) DEFAULT '' NOT NULL, channel VARCHAR(40) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT uq_notice_assignment_id_in_force_rung_occasion UNIQUE (assignment_id, in_force, rung, occasion), 
	CONSTRAINT fk_notice_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_notice_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "notice" VALUES(1,1,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(2,2,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(3,3,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(4,4,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(5,5,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(6,6,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(7,7,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(8,8,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(9,9,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(10,10,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(11,11,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(12,12,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(13,13,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(14,14,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(15,15,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(16,16,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(17,17,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(18,18,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(19,19,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(20,20,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(21,21,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(22,22,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(23,23,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(24,24,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(25,25,'2026-05-20','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(26,26,'2026-05-20','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(27,27,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(28,28,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(29,29,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(30,30,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(31,31,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(32,32,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(33,33,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(34,34,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(35,35,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(36,36,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(37,37,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(38,38,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(39,27,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(40,28,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(41,29,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(42,25,'2026-05-20','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(43,26,'2026-05-20','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(44,22,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(45,23,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(46,24,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(47,8,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(48,9,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(49,10,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(50,11,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(51,12,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(52,13,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(53,14,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(54,15,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(55,19,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(56,20,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(57,21,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(58,30,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(59,31,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(60,32,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(61,33,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(62,34,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(63,35,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(64,36,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(65,37,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(66,38,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.2',0,'',NULL,NULL,'','');
CREATE TABLE objection (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	file_id INTEGER, 
	asked_on DATE NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by VARCHAR(60) NOT NULL, 
	due_on DATE NOT NULL, 
	answer VARCHAR(24) NOT NULL, 
	adjustment NUMERIC(10, 4), 
	decided_on DATE, 
	decided_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	CONSTRAINT pk_objection PRIMARY KEY (id), 
	CONSTRAINT fk_objection_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_objection_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_objection_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE office (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	short_name VARCHAR(40) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	phone VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_office PRIMARY KEY (id), 
	CONSTRAINT uq_office_name UNIQUE (name)
);
INSERT INTO "office" VALUES(1,'江临市产业工人队伍建设改革协调小组办公室','市产改办','cgb@example.org','0000-555-0100');
CREATE TABLE on_site_check (
	id INTEGER NOT NULL, 
	campaign_id INTEGER, 
	assignment_id INTEGER NOT NULL, 
	field VARCHAR(40) NOT NULL, 
	stated TEXT NOT NULL, 
	seen TEXT NOT NULL, 
	agrees BOOLEAN NOT NULL, 
	finding_id INTEGER, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_on_site_check PRIMARY KEY (id), 
	CONSTRAINT fk_on_site_check_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_on_site_check_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_on_site_check_finding_id_finding FOREIGN KEY(finding_id) REFERENCES finding (id)
);
CREATE TABLE opinion (
	id INTEGER NOT NULL, 
	consultation_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	passage TEXT NOT NULL, 
	text TEXT NOT NULL, 
	has_none BOOLEAN NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	adoption VARCHAR(24) NOT NULL, 
	reason TEXT NOT NULL, 
	decided_at DATETIME, 
	decided_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_opinion PRIMARY KEY (id), 
	CONSTRAINT fk_opinion_consultation_id_consultation FOREIGN KEY(consultation_id) REFERENCES consultation (id), 
	CONSTRAINT fk_opinion_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE passed_instruction (
	id INTEGER NOT NULL, 
	instruction_id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	passed_on DATE NOT NULL, 
	passed_by VARCHAR(60) NOT NULL, 
	due_on DATE, 
	answer TEXT NOT NULL, 
	answered_on DATE, 
	answered_at DATETIME, 
	answered_by VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_passed_instruction PRIMARY KEY (id), 
	CONSTRAINT fk_passed_instruction_instruction_id_instruction FOREIGN KEY(instruction_id) REFERENCES instruction (id), 
	CONSTRAINT fk_passed_instruction_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT uq_passed_instruction_instruction_id_assignment_id UNIQUE (instruction_id, assignment_id)
);
CREATE TABLE phone_call (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	delivery_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	person VARCHAR(40) NOT NULL, 
	phone VARCHAR(40) NOT NULL, 
	is_reached BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_phone_call PRIMARY KEY (id), 
	CONSTRAINT fk_phone_call_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_phone_call_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id), 
	CONSTRAINT fk_phone_call_delivery_id_delivery FOREIGN KEY(delivery_id) REFERENCES delivery (id)
);
CREATE TABLE plan_node (
	id INTEGER NOT NULL, 
	parent_id INTEGER, 
	document_id INTEGER, 
	level VARCHAR(24) NOT NULL, 
	title TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_plan_node PRIMARY KEY (id), 
	CONSTRAINT fk_plan_node_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_plan_node_parent_id_plan_node FOREIGN KEY(parent_id) REFERENCES plan_node (id), 
	CONSTRAINT uq_plan_node_parent_id_title UNIQUE (parent_id, title)
);
CREATE TABLE policy_mark (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	text TEXT NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_policy_mark PRIMARY KEY (id), 
	CONSTRAINT fk_policy_mark_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_policy_mark_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_policy_mark_document_id_unit_id_on UNIQUE (document_id, unit_id, "on")
);
CREATE TABLE progress_update (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	as_of DATE NOT NULL, 
	percent INTEGER NOT NULL, 
	progress TEXT NOT NULL, 
	problems TEXT NOT NULL, 
	next_steps TEXT NOT NULL, 
	to_coordinate TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, verification VARCHAR(24) DEFAULT 'reported' NOT NULL, 
	CONSTRAINT pk_progress_update PRIMARY KEY (id), 
	CONSTRAINT fk_progress_update_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE publication (
	id INTEGER NOT NULL, 
	experience_id INTEGER NOT NULL, 
	medium VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	bulletin_id INTEGER, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_publication PRIMARY KEY (id), 
	CONSTRAINT fk_publication_bulletin_id_bulletin FOREIGN KEY(bulletin_id) REFERENCES bulletin (id), 
	CONSTRAINT fk_publication_experience_id_experience FOREIGN KEY(experience_id) REFERENCES experience (id)
);
CREATE TABLE rating (
	id INTEGER NOT NULL, 
	campaign_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	assessor VARCHAR(24) NOT NULL, 
	points NUMERIC(10, 4) NOT NULL, 
	reason TEXT NOT NULL, 
	file_id INTEGER, 
	link_id INTEGER, 
	voter VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_rating PRIMARY KEY (id), 
	CONSTRAINT fk_rating_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_rating_file_id_stored_file FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_rating_link_id_assessor_link FOREIGN KEY(link_id) REFERENCES assessor_link (id), 
	CONSTRAINT fk_rating_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE reading (
	id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	value NUMERIC(20, 4) NOT NULL, 
	as_of DATE NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	reported_at DATETIME NOT NULL, 
	reported_by VARCHAR(60) NOT NULL, numerator NUMERIC(20, 4), denominator NUMERIC(20, 4), source VARCHAR(100) DEFAULT '' NOT NULL, text TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT fk_reading_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_reading_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_reading_indicator_id_unit_id_as_of UNIQUE (indicator_id, unit_id, as_of)
);
CREATE TABLE reading_check (
	id INTEGER NOT NULL, 
	reading_id INTEGER NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	confirms BOOLEAN NOT NULL, 
	found NUMERIC(20, 4), 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_reading_check PRIMARY KEY (id), 
	CONSTRAINT fk_reading_check_reading_id_reading FOREIGN KEY(reading_id) REFERENCES reading (id)
);
CREATE TABLE recheck (
	id INTEGER NOT NULL, 
	finding_id INTEGER NOT NULL, 
	holds BOOLEAN NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	note TEXT NOT NULL, 
	"on" DATE NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_recheck PRIMARY KEY (id), 
	CONSTRAINT fk_recheck_finding_id_finding FOREIGN KEY(finding_id) REFERENCES finding (id)
);
CREATE TABLE return (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_return PRIMARY KEY (id), 
	CONSTRAINT fk_return_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE score (
	id INTEGER NOT NULL, 
	freeze_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	item VARCHAR(40) NOT NULL, 
	points NUMERIC(10, 4), 
	"full" NUMERIC(10, 4) NOT NULL, 
	calculation JSON NOT NULL, 
	CONSTRAINT pk_score PRIMARY KEY (id), 
	CONSTRAINT fk_score_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id), 
	CONSTRAINT fk_score_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_score_freeze_id_unit_id_item UNIQUE (freeze_id, unit_id, item)
);
CREATE TABLE score_sheet (
	id INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	title VARCHAR(100) NOT NULL, 
	since DATE NOT NULL, 
	text TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	overrides JSON NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_score_sheet PRIMARY KEY (id), 
	CONSTRAINT uq_score_sheet_name_since UNIQUE (name, since)
);
CREATE TABLE score_total (
	id INTEGER NOT NULL, 
	freeze_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	unit_class VARCHAR(40) NOT NULL, 
	total NUMERIC(10, 4), 
	place INTEGER, 
	tier VARCHAR(24), 
	former_tier VARCHAR(24), 
	CONSTRAINT pk_score_total PRIMARY KEY (id), 
	CONSTRAINT fk_score_total_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id), 
	CONSTRAINT fk_score_total_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_score_total_freeze_id_unit_id UNIQUE (freeze_id, unit_id)
);
CREATE TABLE sent_form (
	id INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	answer VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_sent_form PRIMARY KEY (id), 
	CONSTRAINT uq_sent_form_digest UNIQUE (digest)
);
CREATE TABLE "sign_in" (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	token_sha256 VARCHAR(64) NOT NULL, 
	form_token VARCHAR(64) NOT NULL, 
	begun_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	address VARCHAR(60) DEFAULT ('') NOT NULL, 
	device VARCHAR(200) DEFAULT ('') NOT NULL, 
	is_outside BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_sign_in PRIMARY KEY (id), 
	CONSTRAINT fk_sign_in_user_id_user FOREIGN KEY(user_id) REFERENCES user (id), 
	CONSTRAINT uq_sign_in_token_sha256 UNIQUE (token_sha256)
);
CREATE TABLE stored_file (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	media_type VARCHAR(100) NOT NULL, 
	stored_at DATETIME NOT NULL, 
	CONSTRAINT pk_stored_file PRIMARY KEY (id), 
	CONSTRAINT uq_stored_file_sha256 UNIQUE (sha256)
);
INSERT INTO "stored_file" VALUES(1,'789af10f155fd5a0bfc2f7e0219999904ad1b22b54c5295f83eac25698930ea6',105621,'application/vnd.openxmlformats-officedocument.wordprocessingml.document','2026-03-27 00:14:17.806139');
INSERT INTO "stored_file" VALUES(2,'dec3e5b04fb99158792b60d67eefdaeb1d010da44c70245d7157efad6b3e97f3',29141,'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet','2026-03-27 00:14:17.806139');
INSERT INTO "stored_file" VALUES(3,'52bdb2d232afa2939bb8ed7a5b632b8d9849e49bb1aaa426a9a09aab493501bd',42979,'text/html','2026-03-27 00:14:17.806139');
CREATE TABLE sweep (
	day DATE NOT NULL, 
	at DATETIME NOT NULL, 
	raised INTEGER NOT NULL, 
	CONSTRAINT pk_sweep PRIMARY KEY (day)
);
INSERT INTO "sweep" VALUES('2026-03-10','2026-03-10 00:14:14.940646',0);
INSERT INTO "sweep" VALUES('2026-03-11','2026-03-11 00:14:15.909040',0);
INSERT INTO "sweep" VALUES('2026-03-12','2026-03-12 00:14:15.947398',0);
INSERT INTO "sweep" VALUES('2026-03-13','2026-03-13 00:14:15.992068',0);
INSERT INTO "sweep" VALUES('2026-03-16','2026-03-16 00:14:16.248526',0);
INSERT INTO "sweep" VALUES('2026-03-17','2026-03-17 00:14:16.590000',0);
INSERT INTO "sweep" VALUES('2026-03-18','2026-03-18 00:14:16.749054',28);
INSERT INTO "sweep" VALUES('2026-03-19','2026-03-19 00:14:17.126745',0);
INSERT INTO "sweep" VALUES('2026-03-20','2026-03-20 00:14:17.226835',0);
INSERT INTO "sweep" VALUES('2026-03-23','2026-03-23 00:14:17.349889',0);
INSERT INTO "sweep" VALUES('2026-03-24','2026-03-24 00:14:17.443408',0);
INSERT INTO "sweep" VALUES('2026-03-25','2026-03-25 00:14:17.520857',0);
INSERT INTO "sweep" VALUES('2026-03-26','2026-03-26 00:14:17.592571',0);
INSERT INTO "sweep" VALUES('2026-03-27','2026-03-27 00:14:17.711962',0);
CREATE TABLE "task" (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	recurring JSON NOT NULL, 
	registered_at DATETIME NOT NULL, 
	registered_by VARCHAR(60) NOT NULL, 
	standard TEXT DEFAULT ('') NOT NULL, 
	effect TEXT DEFAULT ('') NOT NULL, 
	approved_at DATETIME, 
	approved_by VARCHAR(60) DEFAULT '' NOT NULL, 
	node_id INTEGER, 
	reporting VARCHAR(12) DEFAULT '' NOT NULL, 
	closing_steps JSON, 
	needs_evidence BOOLEAN DEFAULT 0 NOT NULL, 
	category TEXT DEFAULT '' NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, reporting_since DATE, urgency VARCHAR(24) DEFAULT 'ordinary' NOT NULL, ladder VARCHAR(40) DEFAULT '' NOT NULL, ladder_since DATE, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT uq_task_draft_id UNIQUE (draft_id), 
	CONSTRAINT uq_task_number UNIQUE (number), 
	CONSTRAINT fk_task_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id), 
	CONSTRAINT fk_task_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_task_node_id_plan_node FOREIGN KEY(node_id) REFERENCES plan_node (id)
);
INSERT INTO "task" VALUES(1,1,1,'2026-001','1','建设江临工匠学院','建设江临工匠学院
完成学院选址论证，编制首批6门课程大纲',126,195,'[]','2026-03-16 01:00:00.000000','王敏','','首批课程6门','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(2,1,2,'2026-002','2','摸清技能人才底数','摸清技能人才底数
组织企业填报技能人才基础信息，形成全市汇总表',196,258,'[]','2026-03-16 01:00:00.000000','王敏','','','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(3,1,3,'2026-003','3','提升职工之家服务','提升职工之家服务
每个县区打造1个标准化职工之家',259,318,'[]','2026-03-16 01:00:00.000000','王敏','','每个县区不少于1个','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(4,1,4,'2026-004','4','联动处置欠薪线索','联动处置欠薪线索
建立线索移交机制，做到接报即转、转办有果',319,371,'[]','2026-03-16 01:00:00.000000','王敏','','','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(5,1,5,'2026-005','5','建设产业工人信息库','建设产业工人信息库
整合用工、培训、评价数据，开发查询功能',372,428,'[]','2026-03-16 01:00:00.000000','王敏','','','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(6,1,6,'2026-006','6','开展试点企业蹲点调研','开展试点企业蹲点调研
走访6家试点企业，每家形成1份问题清单',429,488,'[]','2026-03-16 01:00:00.000000','王敏','','6份问题清单','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(7,1,7,'2026-007','8','关爱青年工人和女职工','关爱青年工人和女职工
开办青年工人夜校，首期开设4个班',489,542,'[]','2026-03-16 01:00:00.000000','王敏','','首期4个班','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(8,1,8,'2026-008','9','关爱青年工人和女职工','关爱青年工人和女职工
设立女职工关爱服务点，为一线女职工提供维权咨询',543,603,'[]','2026-03-16 01:00:00.000000','王敏','','','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
INSERT INTO "task" VALUES(9,1,9,'2026-009','10','评选职工“五小”创新成果','评选职工“五小”创新成果
征集小发明、小创造等成果，组织现场评审',604,679,'[]','2026-03-16 01:00:00.000000','王敏','','征集成果300项以上','2026-03-16 01:00:00.000000','王敏',NULL,'','null',0,'','',NULL,'ordinary','',NULL);
CREATE TABLE task_tag (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_task_tag PRIMARY KEY (id), 
	CONSTRAINT fk_task_tag_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT uq_task_tag_task_id_name UNIQUE (task_id, name)
);
CREATE TABLE "task_unit" (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	as_written TEXT NOT NULL, 
	group_id INTEGER, 
	removed_on DATE, 
	CONSTRAINT pk_task_unit PRIMARY KEY (id), 
	CONSTRAINT uq_task_unit_task_id_unit_id UNIQUE (task_id, unit_id), 
	CONSTRAINT fk_task_unit_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_task_unit_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_task_unit_group_id_unit_group FOREIGN KEY(group_id) REFERENCES unit_group (id)
);
INSERT INTO "task_unit" VALUES(1,1,3,'lead','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(2,1,7,'responsible','市教育局',NULL,NULL);
INSERT INTO "task_unit" VALUES(3,1,4,'responsible','市人社局',NULL,NULL);
INSERT INTO "task_unit" VALUES(4,1,21,'supporting','江临机床',NULL,NULL);
INSERT INTO "task_unit" VALUES(5,2,4,'lead','市人社局',NULL,NULL);
INSERT INTO "task_unit" VALUES(6,2,6,'responsible','市工信局',NULL,NULL);
INSERT INTO "task_unit" VALUES(7,2,5,'responsible','市国资委',NULL,NULL);
INSERT INTO "task_unit" VALUES(8,3,3,'lead','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(9,3,15,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(10,3,16,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(11,3,17,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(12,3,18,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(13,3,19,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(14,3,20,'responsible','各县（区）产改办',3,NULL);
INSERT INTO "task_unit" VALUES(15,3,13,'supporting','团市委',NULL,NULL);
INSERT INTO "task_unit" VALUES(16,4,4,'lead','市人社局',NULL,NULL);
INSERT INTO "task_unit" VALUES(17,4,10,'responsible','市住建局',NULL,NULL);
INSERT INTO "task_unit" VALUES(18,4,3,'responsible','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(19,5,6,'lead','市工信局',NULL,NULL);
INSERT INTO "task_unit" VALUES(20,5,4,'responsible','市人社局',NULL,NULL);
INSERT INTO "task_unit" VALUES(21,5,9,'responsible','市大数据中心',NULL,NULL);
INSERT INTO "task_unit" VALUES(22,6,3,'lead','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(23,6,5,'responsible','市国资委',NULL,NULL);
INSERT INTO "task_unit" VALUES(24,6,12,'responsible','市工商联',NULL,NULL);
INSERT INTO "task_unit" VALUES(25,7,13,'lead','团市委',NULL,NULL);
INSERT INTO "task_unit" VALUES(26,7,7,'responsible','市教育局',NULL,NULL);
INSERT INTO "task_unit" VALUES(27,8,14,'lead','市妇联',NULL,NULL);
INSERT INTO "task_unit" VALUES(28,8,3,'responsible','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(29,8,30,'responsible','竹岭纺织',NULL,NULL);
INSERT INTO "task_unit" VALUES(30,9,3,'lead','市总工会',NULL,NULL);
INSERT INTO "task_unit" VALUES(31,9,9,'responsible','市科技局',NULL,NULL);
INSERT INTO "task_unit" VALUES(32,9,21,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(33,9,22,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(34,9,23,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(35,9,27,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(36,9,28,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(37,9,29,'responsible','试点企业',1,NULL);
INSERT INTO "task_unit" VALUES(38,9,12,'supporting','市工商联',NULL,NULL);
CREATE TABLE "transition" (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	move VARCHAR(24) NOT NULL, 
	"before" VARCHAR(24), 
	"after" VARCHAR(24) NOT NULL, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	block_id INTEGER, 
	CONSTRAINT pk_transition PRIMARY KEY (id), 
	CONSTRAINT fk_transition_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_transition_block_id_block FOREIGN KEY(block_id) REFERENCES block (id)
);
INSERT INTO "transition" VALUES(1,1,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(2,2,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(3,3,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(4,4,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(5,5,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(6,6,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(7,7,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(8,8,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(9,9,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(10,10,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(11,11,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(12,12,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(13,13,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(14,14,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(15,15,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(16,16,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(17,17,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(18,18,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(19,19,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(20,20,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(21,21,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(22,22,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(23,23,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(24,24,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(25,25,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(26,26,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(27,27,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(28,28,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(29,29,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(30,30,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(31,31,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(32,32,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(33,33,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(34,34,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(35,35,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(36,36,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(37,37,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(38,38,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','',5);
INSERT INTO "transition" VALUES(39,5,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','',6);
INSERT INTO "transition" VALUES(40,6,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','贺子昂','',6);
INSERT INTO "transition" VALUES(41,7,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','邵云帆','',6);
INSERT INTO "transition" VALUES(42,1,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','苏望舒','',7);
INSERT INTO "transition" VALUES(43,2,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','蒋若溪','',7);
INSERT INTO "transition" VALUES(44,3,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','',7);
INSERT INTO "transition" VALUES(45,4,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','毕成林','',7);
INSERT INTO "transition" VALUES(46,16,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','',8);
INSERT INTO "transition" VALUES(47,17,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','韩亦辰','',8);
INSERT INTO "transition" VALUES(48,18,'accept','assigned','accepted','2026-03-17 02:00:00.000000','2026-03-17','苏望舒','',8);
INSERT INTO "transition" VALUES(49,25,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','夏知新','',9);
INSERT INTO "transition" VALUES(50,26,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','蒋若溪','',9);
INSERT INTO "transition" VALUES(51,27,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','姜语禾','',10);
INSERT INTO "transition" VALUES(52,28,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','苏望舒','',10);
INSERT INTO "transition" VALUES(53,8,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','苏望舒','',11);
INSERT INTO "transition" VALUES(54,9,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','田野青','',11);
INSERT INTO "transition" VALUES(55,10,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','廖星河','',11);
INSERT INTO "transition" VALUES(56,12,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','侯晓棠','',11);
INSERT INTO "transition" VALUES(57,15,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','夏知新','',11);
INSERT INTO "transition" VALUES(58,19,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','贺子昂','',12);
INSERT INTO "transition" VALUES(59,20,'accept','assigned','accepted','2026-03-18 02:00:00.000000','2026-03-18','纪明轩','',12);
INSERT INTO "transition" VALUES(60,22,'accept','assigned','accepted','2026-03-19 02:00:00.000000','2026-03-19','苏望舒','',13);
INSERT INTO "transition" VALUES(61,24,'accept','assigned','accepted','2026-03-19 02:00:00.000000','2026-03-19','白若川','',13);
INSERT INTO "transition" VALUES(62,29,'accept','assigned','accepted','2026-03-23 02:00:00.000000','2026-03-23','郁金堂','',14);
INSERT INTO "transition" VALUES(63,11,'accept','assigned','accepted','2026-03-24 02:00:00.000000','2026-03-24','唐以宁','',15);
INSERT INTO "transition" VALUES(64,14,'accept','assigned','accepted','2026-03-24 02:00:00.000000','2026-03-24','雷雨桐','',15);
INSERT INTO "transition" VALUES(65,21,'accept','assigned','accepted','2026-03-25 02:00:00.000000','2026-03-25','林见深','',16);
INSERT INTO "transition" VALUES(66,30,'accept','assigned','accepted','2026-03-26 02:00:00.000000','2026-03-26','苏望舒','',17);
INSERT INTO "transition" VALUES(67,31,'accept','assigned','accepted','2026-03-26 02:00:00.000000','2026-03-26','林见深','',17);
INSERT INTO "transition" VALUES(68,32,'accept','assigned','accepted','2026-03-26 02:00:00.000000','2026-03-26','毕成林','',17);
INSERT INTO "transition" VALUES(69,33,'accept','assigned','accepted','2026-03-26 02:00:00.000000','2026-03-26','安书言','',17);
INSERT INTO "transition" VALUES(70,34,'accept','assigned','accepted','2026-03-27 02:00:00.000000','2026-03-27','左以恒','',18);
INSERT INTO "transition" VALUES(71,35,'accept','assigned','accepted','2026-03-27 02:00:00.000000','2026-03-27','阮星阑','',18);
INSERT INTO "transition" VALUES(72,38,'accept','assigned','accepted','2026-03-27 02:00:00.000000','2026-03-27','白若川','',18);
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	short_name VARCHAR(40) NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	parent_id INTEGER, 
	is_member BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, line VARCHAR(40) DEFAULT '' NOT NULL, region VARCHAR(40) DEFAULT '' NOT NULL, ended_on DATE, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT fk_unit_parent_id_unit FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_name UNIQUE (name)
);
INSERT INTO "unit" VALUES(1,'中共江临市委组织部','市委组织部','department','党委部门',NULL,1,0,'','',NULL);
INSERT INTO "unit" VALUES(2,'中共江临市委宣传部','市委宣传部','department','党委部门',NULL,1,1,'','',NULL);
INSERT INTO "unit" VALUES(3,'江临市总工会','市总工会','department','群团组织',NULL,1,2,'','',NULL);
INSERT INTO "unit" VALUES(4,'江临市人力资源和社会保障局','市人社局','department','政府部门',NULL,1,3,'','',NULL);
INSERT INTO "unit" VALUES(5,'江临市人民政府国有资产监督管理委员会','市国资委','department','政府部门',NULL,1,4,'','',NULL);
INSERT INTO "unit" VALUES(6,'江临市工业和信息化局','市工信局','department','政府部门',NULL,1,5,'','',NULL);
INSERT INTO "unit" VALUES(7,'江临市教育局','市教育局','department','政府部门',NULL,1,6,'','',NULL);
INSERT INTO "unit" VALUES(8,'江临市财政局','市财政局','department','政府部门',NULL,1,7,'','',NULL);
INSERT INTO "unit" VALUES(9,'江临市科学技术局','市科技局','department','政府部门',NULL,1,8,'','',NULL);
INSERT INTO "unit" VALUES(10,'江临市住房和城乡建设局','市住建局','department','政府部门',NULL,1,9,'','',NULL);
INSERT INTO "unit" VALUES(11,'江临市应急管理局','市应急局','department','政府部门',NULL,1,10,'','',NULL);
INSERT INTO "unit" VALUES(12,'江临市工商业联合会','市工商联','department','群团组织',NULL,1,11,'','',NULL);
INSERT INTO "unit" VALUES(13,'共青团江临市委员会','团市委','department','群团组织',NULL,1,12,'','',NULL);
INSERT INTO "unit" VALUES(14,'江临市妇女联合会','市妇联','department','群团组织',NULL,1,13,'','',NULL);
INSERT INTO "unit" VALUES(15,'东泽区产业工人队伍建设改革协调小组办公室','东泽区产改办','county','县区产改办',NULL,0,14,'','',NULL);
INSERT INTO "unit" VALUES(16,'望川区产业工人队伍建设改革协调小组办公室','望川区产改办','county','县区产改办',NULL,0,15,'','',NULL);
INSERT INTO "unit" VALUES(17,'青峦县产业工人队伍建设改革协调小组办公室','青峦县产改办','county','县区产改办',NULL,0,16,'','',NULL);
INSERT INTO "unit" VALUES(18,'竹岭县产业工人队伍建设改革协调小组办公室','竹岭县产改办','county','县区产改办',NULL,0,17,'','',NULL);
INSERT INTO "unit" VALUES(19,'白鹭县产业工人队伍建设改革协调小组办公室','白鹭县产改办','county','县区产改办',NULL,0,18,'','',NULL);
INSERT INTO "unit" VALUES(20,'江临经济技术开发区产业工人队伍建设改革协调小组办公室','经开区产改办','county','县区产改办',NULL,0,19,'','',NULL);
INSERT INTO "unit" VALUES(21,'江临机床集团有限公司','江临机床','enterprise','国有企业',5,0,20,'','',NULL);
INSERT INTO "unit" VALUES(22,'江临港务集团有限公司','江临港务','enterprise','国有企业',5,0,21,'','',NULL);
INSERT INTO "unit" VALUES(23,'江临轨道装备有限公司','江轨装备','enterprise','国有企业',5,0,22,'','',NULL);
INSERT INTO "unit" VALUES(24,'江临建工集团有限公司','江临建工','enterprise','国有企业',5,0,23,'','',NULL);
INSERT INTO "unit" VALUES(25,'江临公共交通集团有限公司','市公交集团','enterprise','国有企业',5,0,24,'','',NULL);
INSERT INTO "unit" VALUES(26,'江临水务集团有限公司','江临水务','enterprise','国有企业',5,0,25,'','',NULL);
INSERT INTO "unit" VALUES(27,'江临青峦新材料有限公司','青峦新材料','enterprise','非公有制企业',17,0,26,'','',NULL);
INSERT INTO "unit" VALUES(28,'江临望川电子有限公司','望川电子','enterprise','非公有制企业',16,0,27,'','',NULL);
INSERT INTO "unit" VALUES(29,'江临经开智能仪表有限公司','智能仪表公司','enterprise','非公有制企业',20,0,28,'','',NULL);
INSERT INTO "unit" VALUES(30,'江临竹岭纺织有限公司','竹岭纺织','enterprise','非公有制企业',18,0,29,'','',NULL);
CREATE TABLE unit_group (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	aliases JSON NOT NULL, 
	CONSTRAINT pk_unit_group PRIMARY KEY (id), 
	CONSTRAINT uq_unit_group_name UNIQUE (name)
);
INSERT INTO "unit_group" VALUES(1,'试点企业','["\u4ea7\u6539\u8bd5\u70b9\u4f01\u4e1a", "\u5e02\u7ea7\u8bd5\u70b9\u4f01\u4e1a", "\u5404\u8bd5\u70b9\u4f01\u4e1a", "\u5404\u4ea7\u6539\u8bd5\u70b9\u4f01\u4e1a"]');
INSERT INTO "unit_group" VALUES(2,'成员单位','["\u5404\u6210\u5458\u5355\u4f4d", "\u5e02\u4ea7\u6539\u534f\u8c03\u5c0f\u7ec4\u5404\u6210\u5458\u5355\u4f4d", "\u5e02\u4ea7\u6539\u534f\u8c03\u5c0f\u7ec4\u6210\u5458\u5355\u4f4d"]');
INSERT INTO "unit_group" VALUES(3,'县区产改办','["\u5404\u53bf\u533a\u4ea7\u6539\u529e", "\u5404\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e", "\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e", "\u5404\u53bf\u533a"]');
INSERT INTO "unit_group" VALUES(4,'市属国有企业','["\u5404\u5e02\u5c5e\u56fd\u6709\u4f01\u4e1a", "\u5e02\u5c5e\u4f01\u4e1a", "\u5404\u5e02\u5c5e\u4f01\u4e1a"]');
CREATE TABLE "user" (
	id INTEGER NOT NULL, 
	login VARCHAR(40) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	unit_id INTEGER, 
	password_hash VARCHAR(200) NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	failures INTEGER DEFAULT '0' NOT NULL, 
	locked_until DATETIME, 
	password_set_at DATETIME, 
	must_renew BOOLEAN DEFAULT 0 NOT NULL, 
	subject VARCHAR(300), 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT fk_user_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_user_login UNIQUE (login), 
	CONSTRAINT uq_user_subject UNIQUE (subject)
);
INSERT INTO "user" VALUES(1,'wangmin','王敏','clerk',NULL,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(2,'lijing','李静','clerk',NULL,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(3,'zhouheng','周衡','leader',NULL,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(4,'dudao','高文远','supervisor',NULL,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(5,'rsj','纪明轩','unit',4,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(6,'dongze','田野青','unit',15,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
INSERT INTO "user" VALUES(7,'wangchuan','冉清和','unit',28,'(not a password)',1,0,NULL,'2026-03-10 00:14:11.736320',0,NULL);
CREATE TABLE user_scope (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	task_id INTEGER, 
	CONSTRAINT pk_user_scope PRIMARY KEY (id), 
	CONSTRAINT fk_user_scope_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_user_scope_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_user_scope_user_id_user FOREIGN KEY(user_id) REFERENCES user (id)
);
INSERT INTO "user_scope" VALUES(1,4,15,NULL);
CREATE TABLE work_measure (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	person VARCHAR(40) NOT NULL, 
	due_on DATE, 
	answer VARCHAR(24) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	decided_at DATETIME, 
	decided_by VARCHAR(60) NOT NULL, 
	opinion TEXT NOT NULL, 
	CONSTRAINT pk_work_measure PRIMARY KEY (id), 
	CONSTRAINT fk_work_measure_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE written_paper (
	id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	campaign_id INTEGER, 
	freeze_id INTEGER, 
	unit_id INTEGER, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	as_of DATE NOT NULL, 
	says JSON NOT NULL, 
	filled JSON NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	files JSON NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_written_paper PRIMARY KEY (id), 
	CONSTRAINT fk_written_paper_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	CONSTRAINT fk_written_paper_freeze_id_freeze FOREIGN KEY(freeze_id) REFERENCES freeze (id), 
	CONSTRAINT fk_written_paper_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_written_paper_kind_campaign_id_unit_id_number UNIQUE (kind, campaign_id, unit_id, number)
);
CREATE INDEX ix_job_status ON job (status);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_alias_unit_id ON alias (unit_id);
CREATE INDEX ix_contact_unit_id ON contact (unit_id);
CREATE INDEX ix_group_member_group_id ON group_member (group_id);
CREATE INDEX ix_group_member_unit_id ON group_member (unit_id);
CREATE INDEX ix_doubt_document_id ON doubt (document_id);
CREATE INDEX ix_doubt_draft_id ON doubt (draft_id);
CREATE INDEX ix_reading_indicator_id ON reading (indicator_id);
CREATE INDEX ix_reading_unit_id ON reading (unit_id);
CREATE UNIQUE INDEX uq_reading_of_the_office ON reading (indicator_id, as_of) WHERE unit_id IS NULL;
CREATE INDEX ix_closure_assignment_id ON closure (assignment_id);
CREATE INDEX ix_return_assignment_id ON return (assignment_id);
CREATE INDEX ix_delivery_item_delivery_id ON delivery_item (delivery_id);
CREATE INDEX ix_delivery_item_notice_id ON delivery_item (notice_id);
CREATE INDEX ix_deadline_task_id ON deadline (task_id);
CREATE INDEX ix_deadline_due_on ON deadline (due_on);
CREATE INDEX ix_draft_document_id ON draft (document_id);
CREATE INDEX ix_draft_earlier_id ON draft (earlier_id);
CREATE INDEX ix_draft_change_draft_id ON draft_change (draft_id);
CREATE INDEX ix_list_version_document_id ON list_version (document_id);
CREATE INDEX ix_log_entry_block_id ON log_entry (block_id);
CREATE INDEX ix_log_entry_on ON log_entry ("on");
CREATE INDEX ix_log_entry_subject_id ON log_entry (subject_id);
CREATE INDEX ix_plan_node_document_id ON plan_node (document_id);
CREATE INDEX ix_plan_node_parent_id ON plan_node (parent_id);
CREATE INDEX ix_amendment_task_id ON amendment (task_id);
CREATE INDEX ix_amendment_unit_id ON amendment (unit_id);
CREATE INDEX ix_amendment_version_id ON amendment (version_id);
CREATE INDEX ix_declined_member_task_id ON declined_member (task_id);
CREATE INDEX ix_declined_member_unit_id ON declined_member (unit_id);
CREATE INDEX ix_improvement_task_id ON improvement (task_id);
CREATE INDEX ix_task_tag_name ON task_tag (name);
CREATE INDEX ix_task_tag_task_id ON task_tag (task_id);
CREATE INDEX ix_user_scope_user_id ON user_scope (user_id);
CREATE INDEX ix_joint_closure_deadline_id ON joint_closure (deadline_id);
CREATE UNIQUE INDEX uq_joint_closure_pending ON joint_closure (deadline_id) WHERE answer = 'pending';
CREATE INDEX ix_clock_stop_assignment_id ON clock_stop (assignment_id);
CREATE UNIQUE INDEX uq_clock_stop_standing ON clock_stop (assignment_id) WHERE restarted_on IS NULL;
CREATE INDEX ix_due_change_assignment_id ON due_change (assignment_id);
CREATE INDEX ix_extension_answer ON extension (answer);
CREATE INDEX ix_extension_assignment_id ON extension (assignment_id);
CREATE UNIQUE INDEX uq_extension_pending ON extension (assignment_id) WHERE answer = 'pending';
CREATE INDEX ix_reading_check_reading_id ON reading_check (reading_id);
CREATE INDEX ix_work_measure_assignment_id ON work_measure (assignment_id);
CREATE INDEX ix_closing_record_assignment_id ON closing_record (assignment_id);
CREATE INDEX ix_closing_record_submission_id ON closing_record (submission_id);
CREATE INDEX ix_coordination_assignment_id ON coordination (assignment_id);
CREATE INDEX ix_coordination_status ON coordination (status);
CREATE INDEX ix_evidence_assignment_id ON evidence (assignment_id);
CREATE INDEX ix_evidence_file_id ON evidence (file_id);
CREATE INDEX ix_evidence_update_id ON evidence (update_id);
CREATE INDEX ix_link_use_link_id ON link_use (link_id);
CREATE INDEX ix_coordination_reply_coordination_id ON coordination_reply (coordination_id);
CREATE INDEX ix_coordination_reply_unit_id ON coordination_reply (unit_id);
CREATE INDEX ix_assignment_unit_id ON assignment (unit_id);
CREATE INDEX ix_assignment_deadline_id ON assignment (deadline_id);
CREATE INDEX ix_assignment_block_id ON assignment (block_id);
CREATE INDEX ix_assignment_due_on ON assignment (due_on);
CREATE INDEX ix_assignment_parent_id ON assignment (parent_id);
CREATE INDEX ix_task_document_id ON task (document_id);
CREATE INDEX ix_task_node_id ON task (node_id);
CREATE INDEX ix_task_unit_task_id ON task_unit (task_id);
CREATE INDEX ix_task_unit_unit_id ON task_unit (unit_id);
CREATE INDEX ix_task_unit_group_id ON task_unit (group_id);
CREATE INDEX ix_transition_assignment_id ON transition (assignment_id);
CREATE INDEX ix_transition_block_id ON transition (block_id);
CREATE INDEX ix_assignment_task_id_unit_id ON assignment (task_id, unit_id);
CREATE INDEX ix_assignment_status_due_on_id ON assignment (status, due_on, id);
CREATE INDEX ix_progress_update_latest ON progress_update (assignment_id, as_of, id, percent, at);
CREATE INDEX ix_transition_reopened ON transition (assignment_id) WHERE move = 'reopen';
CREATE INDEX ix_transition_submitted ON transition (assignment_id, "on") WHERE move = 'submit';
CREATE INDEX ix_notice_assignment_id ON notice (assignment_id);
CREATE INDEX ix_notice_raised_on ON notice (raised_on);
CREATE INDEX ix_ladder_version_name ON ladder_version (name);
CREATE INDEX ix_phone_call_unit_id ON phone_call (unit_id);
CREATE INDEX ix_phone_call_delivery_id ON phone_call (delivery_id);
CREATE INDEX ix_delivery_day ON delivery (day);
CREATE INDEX ix_delivery_contact_id ON delivery (contact_id);
CREATE INDEX ix_delivery_status ON delivery (status);
CREATE INDEX ix_delivery_replaces_id ON delivery (replaces_id);
CREATE INDEX ix_link_unit_id ON link (unit_id);
CREATE INDEX ix_link_assignment_id ON link (assignment_id);
CREATE INDEX ix_link_delivery_id ON link (delivery_id);
CREATE INDEX ix_letter_status ON letter (status);
CREATE UNIQUE INDEX uq_letter_standing ON letter (extension_id) WHERE status <> 'voided';
CREATE INDEX ix_letter_item_letter_id ON letter_item (letter_id);
CREATE INDEX ix_letter_item_assignment_id ON letter_item (assignment_id);
CREATE UNIQUE INDEX uq_letter_item_holds ON letter_item (notice_id) WHERE is_void = 0;
CREATE INDEX ix_instruction_task_id ON instruction (task_id);
CREATE INDEX ix_sent_form_at ON sent_form (at);
CREATE INDEX ix_notice_unsigned ON notice (id) WHERE needs_signature AND signed_by = '';
CREATE INDEX ix_approval_step_login ON approval_step (login);
CREATE INDEX ix_score_sheet_name ON score_sheet (name);
CREATE INDEX ix_bulletin_series_id ON bulletin (series_id);
CREATE INDEX ix_bulletin_status ON bulletin (status);
CREATE UNIQUE INDEX uq_bulletin_number ON bulletin (series_id, year, is_supplement, number) WHERE number IS NOT NULL AND status <> 'voided';
CREATE UNIQUE INDEX uq_bulletin_total ON bulletin (series_id, total) WHERE total IS NOT NULL AND status <> 'voided';
CREATE INDEX ix_bulletin_subscription_series_id ON bulletin_subscription (series_id);
CREATE INDEX ix_campaign_status ON campaign (status);
CREATE INDEX ix_consultation_document_id ON consultation (document_id);
CREATE INDEX ix_honour_kind ON honour (kind);
CREATE INDEX ix_honour_unit_id ON honour (unit_id);
CREATE INDEX ix_liaison_leader ON liaison (leader);
CREATE INDEX ix_liaison_unit_id ON liaison (unit_id);
CREATE INDEX ix_meeting_kind ON meeting (kind);
CREATE INDEX ix_meeting_series ON meeting (series);
CREATE INDEX ix_policy_mark_document_id ON policy_mark (document_id);
CREATE INDEX ix_policy_mark_unit_id ON policy_mark (unit_id);
CREATE INDEX ix_assessor_link_campaign_id ON assessor_link (campaign_id);
CREATE INDEX ix_exemption_campaign_id ON exemption (campaign_id);
CREATE INDEX ix_exemption_unit_id ON exemption (unit_id);
CREATE INDEX ix_freeze_campaign_id ON freeze (campaign_id);
CREATE INDEX ix_liaison_visit_liaison_id ON liaison_visit (liaison_id);
CREATE INDEX ix_objection_campaign_id ON objection (campaign_id);
CREATE INDEX ix_objection_unit_id ON objection (unit_id);
CREATE INDEX ix_opinion_consultation_id ON opinion (consultation_id);
CREATE INDEX ix_opinion_unit_id ON opinion (unit_id);
CREATE INDEX ix_frozen_item_unit ON frozen_item (freeze_id, unit_id);
CREATE INDEX ix_frozen_reading_indicator ON frozen_reading (freeze_id, indicator_id, unit_id, as_of);
CREATE INDEX ix_meeting_decision_meeting_id ON meeting_decision (meeting_id);
CREATE INDEX ix_meeting_decision_unit_id ON meeting_decision (unit_id);
CREATE INDEX ix_rating_campaign ON rating (campaign_id, unit_id, item);
CREATE INDEX ix_rating_unit_id ON rating (unit_id);
CREATE INDEX ix_score_freeze_id ON score (freeze_id);
CREATE INDEX ix_score_unit_id ON score (unit_id);
CREATE INDEX ix_score_total_freeze_id ON score_total (freeze_id);
CREATE INDEX ix_score_total_unit_id ON score_total (unit_id);
CREATE INDEX ix_written_paper_campaign_id ON written_paper (campaign_id);
CREATE INDEX ix_written_paper_kind ON written_paper (kind);
CREATE INDEX ix_written_paper_unit_id ON written_paper (unit_id);
CREATE INDEX ix_demonstration_point_indicator_id ON demonstration_point (indicator_id);
CREATE INDEX ix_demonstration_point_tier ON demonstration_point (tier);
CREATE INDEX ix_demonstration_point_unit_id ON demonstration_point (unit_id);
CREATE INDEX ix_indicator_change_indicator_id ON indicator_change (indicator_id);
CREATE INDEX ix_indicator_share_indicator_id ON indicator_share (indicator_id);
CREATE INDEX ix_indicator_share_unit_id ON indicator_share (unit_id);
CREATE INDEX ix_cause_note_assignment_id ON cause_note (assignment_id);
CREATE INDEX ix_finding_assignment_id ON finding (assignment_id);
CREATE INDEX ix_finding_campaign_id ON finding (campaign_id);
CREATE INDEX ix_finding_indicator_id ON finding (indicator_id);
CREATE INDEX ix_finding_status ON finding (status);
CREATE INDEX ix_finding_unit_id ON finding (unit_id);
CREATE INDEX ix_experience_state ON experience (state);
CREATE INDEX ix_experience_task_id ON experience (task_id);
CREATE INDEX ix_experience_unit_id ON experience (unit_id);
CREATE INDEX ix_on_site_check_assignment_id ON on_site_check (assignment_id);
CREATE INDEX ix_on_site_check_campaign_id ON on_site_check (campaign_id);
CREATE INDEX ix_recheck_finding_id ON recheck (finding_id);
CREATE INDEX ix_bulletin_item_experience_id ON bulletin_item (experience_id);
CREATE INDEX ix_bulletin_item_place ON bulletin_item (bulletin_id, position);
CREATE INDEX ix_bulletin_item_unit_id ON bulletin_item (unit_id);
CREATE INDEX ix_bulletin_item_update_id ON bulletin_item (update_id);
CREATE INDEX ix_consequence_campaign_id ON consequence (campaign_id);
CREATE INDEX ix_consequence_unit_id ON consequence (unit_id);
CREATE INDEX ix_publication_experience_id ON publication (experience_id);
CREATE INDEX ix_indicator_document_id ON indicator (document_id);
CREATE INDEX ix_indicator_task_id ON indicator (task_id);
CREATE INDEX ix_indicator_parent_id ON indicator (parent_id);
CREATE INDEX ix_passed_instruction_assignment_id ON passed_instruction (assignment_id);
CREATE INDEX ix_passed_instruction_answered_on ON passed_instruction (answered_on);
CREATE INDEX ix_feed_user_id ON feed (user_id);
CREATE INDEX ix_feed_unit_id ON feed (unit_id);
CREATE INDEX ix_sign_in_user_id ON sign_in (user_id);
CREATE INDEX ix_carried_form_at ON carried_form (at);
CREATE INDEX ix_client_request_at ON client_request (at);
CREATE TRIGGER "transition_refuses_update" BEFORE UPDATE ON "transition" BEGIN SELECT RAISE(ABORT, 'transition is append-only'); END;
CREATE TRIGGER "transition_refuses_delete" BEFORE DELETE ON "transition" BEGIN SELECT RAISE(ABORT, 'transition is append-only'); END;
CREATE TRIGGER "log_entry_refuses_update" BEFORE UPDATE ON "log_entry" BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END;
CREATE TRIGGER "log_entry_refuses_delete" BEFORE DELETE ON "log_entry" BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END;
CREATE TRIGGER "due_change_refuses_update" BEFORE UPDATE ON "due_change" BEGIN SELECT RAISE(ABORT, 'due_change is append-only'); END;
CREATE TRIGGER "due_change_refuses_delete" BEFORE DELETE ON "due_change" BEGIN SELECT RAISE(ABORT, 'due_change is append-only'); END;
CREATE TRIGGER "closing_record_refuses_update" BEFORE UPDATE ON "closing_record" BEGIN SELECT RAISE(ABORT, 'closing_record is append-only'); END;
CREATE TRIGGER "closing_record_refuses_delete" BEFORE DELETE ON "closing_record" BEGIN SELECT RAISE(ABORT, 'closing_record is append-only'); END;
CREATE TRIGGER "reading_check_refuses_update" BEFORE UPDATE ON "reading_check" BEGIN SELECT RAISE(ABORT, 'reading_check is append-only'); END;
CREATE TRIGGER "reading_check_refuses_delete" BEFORE DELETE ON "reading_check" BEGIN SELECT RAISE(ABORT, 'reading_check is append-only'); END;
CREATE TRIGGER "link_use_refuses_update" BEFORE UPDATE ON "link_use" BEGIN SELECT RAISE(ABORT, 'link_use is append-only'); END;
CREATE TRIGGER "link_use_refuses_delete" BEFORE DELETE ON "link_use" BEGIN SELECT RAISE(ABORT, 'link_use is append-only'); END;
CREATE TRIGGER "phone_call_refuses_update" BEFORE UPDATE ON "phone_call" BEGIN SELECT RAISE(ABORT, 'phone_call is append-only'); END;
CREATE TRIGGER "phone_call_refuses_delete" BEFORE DELETE ON "phone_call" BEGIN SELECT RAISE(ABORT, 'phone_call is append-only'); END;
CREATE TRIGGER "instruction_refuses_update" BEFORE UPDATE ON "instruction" BEGIN SELECT RAISE(ABORT, 'instruction is append-only'); END;
CREATE TRIGGER "instruction_refuses_delete" BEFORE DELETE ON "instruction" BEGIN SELECT RAISE(ABORT, 'instruction is append-only'); END;
CREATE TRIGGER "rating_refuses_update" BEFORE UPDATE ON "rating" BEGIN SELECT RAISE(ABORT, 'rating is append-only'); END;
CREATE TRIGGER "rating_refuses_delete" BEFORE DELETE ON "rating" BEGIN SELECT RAISE(ABORT, 'rating is append-only'); END;
CREATE TRIGGER "recheck_refuses_update" BEFORE UPDATE ON "recheck" BEGIN SELECT RAISE(ABORT, 'recheck is append-only'); END;
CREATE TRIGGER "recheck_refuses_delete" BEFORE DELETE ON "recheck" BEGIN SELECT RAISE(ABORT, 'recheck is append-only'); END;
CREATE TRIGGER "on_site_check_refuses_update" BEFORE UPDATE ON "on_site_check" BEGIN SELECT RAISE(ABORT, 'on_site_check is append-only'); END;
CREATE TRIGGER "on_site_check_refuses_delete" BEFORE DELETE ON "on_site_check" BEGIN SELECT RAISE(ABORT, 'on_site_check is append-only'); END;
CREATE TRIGGER "cause_note_refuses_update" BEFORE UPDATE ON "cause_note" BEGIN SELECT RAISE(ABORT, 'cause_note is append-only'); END;
CREATE TRIGGER "cause_note_refuses_delete" BEFORE DELETE ON "cause_note" BEGIN SELECT RAISE(ABORT, 'cause_note is append-only'); END;
CREATE TRIGGER "indicator_change_refuses_update" BEFORE UPDATE ON "indicator_change" BEGIN SELECT RAISE(ABORT, 'indicator_change is append-only'); END;
CREATE TRIGGER "indicator_change_refuses_delete" BEFORE DELETE ON "indicator_change" BEGIN SELECT RAISE(ABORT, 'indicator_change is append-only'); END;
CREATE TRIGGER "bulletin_subscription_refuses_update" BEFORE UPDATE ON "bulletin_subscription" BEGIN SELECT RAISE(ABORT, 'bulletin_subscription is append-only'); END;
CREATE TRIGGER "bulletin_subscription_refuses_delete" BEFORE DELETE ON "bulletin_subscription" BEGIN SELECT RAISE(ABORT, 'bulletin_subscription is append-only'); END;
COMMIT;
