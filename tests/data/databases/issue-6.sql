BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
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
	block_id INTEGER, 
	CONSTRAINT pk_assignment PRIMARY KEY (id), 
	CONSTRAINT fk_assignment_deadline_id_deadline FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT uq_assignment_deadline_id_unit_id_role UNIQUE (deadline_id, unit_id, role), 
	CONSTRAINT fk_assignment_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_assignment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_assignment_parent_id_assignment FOREIGN KEY(parent_id) REFERENCES assignment (id), 
	CONSTRAINT fk_assignment_block_id_block FOREIGN KEY(block_id) REFERENCES block (id), 
	CONSTRAINT fk_assignment_transferred_from_id_assignment FOREIGN KEY(transferred_from_id) REFERENCES assignment (id)
);
INSERT INTO "assignment" VALUES(1,1,1,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(2,1,1,7,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(3,1,1,4,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(4,1,1,21,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(5,2,2,4,'lead','underway','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(6,2,2,6,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(7,2,2,5,'responsible','accepted','2026-03-16','2026-04-30','2026-04-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(8,3,3,3,'lead','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(9,3,3,15,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(10,3,3,16,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(11,3,3,17,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(12,3,3,18,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(13,3,3,19,'responsible','assigned','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(14,3,3,20,'responsible','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(15,3,3,13,'supporting','accepted','2026-03-16','2026-06-30','2026-06-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(16,4,4,4,'lead','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(17,4,4,10,'responsible','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(18,4,4,3,'responsible','accepted','2026-03-16',NULL,NULL,NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(19,5,5,6,'lead','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(20,5,5,4,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(21,5,5,9,'responsible','accepted','2026-03-16','2026-09-30','2026-09-30',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(22,6,6,3,'lead','accepted','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(23,6,6,5,'responsible','assigned','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(24,6,6,12,'responsible','accepted','2026-03-16','2026-06-26','2026-06-26',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(25,7,7,13,'lead','accepted','2026-03-16','2026-05-20','2026-05-20',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(26,7,7,7,'responsible','accepted','2026-03-16','2026-05-20','2026-05-20',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(27,8,8,14,'lead','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(28,8,8,3,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(29,8,8,30,'responsible','accepted','2026-03-16','2026-05-15','2026-05-15',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(30,9,9,3,'lead','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(31,9,9,9,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(32,9,9,21,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(33,9,9,22,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(34,9,9,23,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(35,9,9,27,'responsible','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(36,9,9,28,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(37,9,9,29,'responsible','assigned','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
INSERT INTO "assignment" VALUES(38,9,9,12,'supporting','accepted','2026-03-16','2026-10-31','2026-10-31',NULL,NULL,NULL,5);
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
INSERT INTO "block" VALUES(1,'2026-03-10 00:10:38.100382',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(2,'2026-03-10 01:00:00.000000',NULL,0,'','',NULL,NULL);
INSERT INTO "block" VALUES(3,'2026-03-10 00:10:46.464523',NULL,0,'','',NULL,NULL);
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
INSERT INTO "block" VALUES(19,'2026-04-10 02:00:00.000000',NULL,0,'','',NULL,NULL);
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
INSERT INTO "delivery" VALUES(1,5,'2026-03-16','zgh.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.337889','2026-03-16 01:00:00.348150','【市产改办】新交办6件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(2,7,'2026-03-16','rsj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.349186','2026-03-16 01:00:00.375194','【市产改办】新交办4件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(3,9,'2026-03-16','gzw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.395596','2026-03-16 01:00:00.397104','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(4,11,'2026-03-16','gxj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.397611','2026-03-16 01:00:00.418693','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(5,13,'2026-03-16','jyj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.429402','2026-03-16 01:00:00.430944','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(6,17,'2026-03-16','kjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.431646','2026-03-16 01:00:00.433015','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(7,19,'2026-03-16','zjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.433542','2026-03-16 01:00:00.466957','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(8,23,'2026-03-16','gsl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.467689','2026-03-16 01:00:00.483003','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(9,25,'2026-03-16','tsw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.483608','2026-03-16 01:00:00.484788','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(10,27,'2026-03-16','fl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.485153','2026-03-16 01:00:00.486092','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(11,28,'2026-03-16','dongze.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.519222','2026-03-16 01:00:00.520801','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(12,30,'2026-03-16','wangchuan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.521344','2026-03-16 01:00:00.546611','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(13,32,'2026-03-16','qingluan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.547337','2026-03-16 01:00:00.555699','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(14,34,'2026-03-16','zhuling.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.556301','2026-03-16 01:00:00.557456','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(15,36,'2026-03-16','jkq.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.557844','2026-03-16 01:00:00.583436','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(16,38,'2026-03-16','jichuang.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.583906','2026-03-16 01:00:00.585006','【市产改办】新交办2件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(17,40,'2026-03-16','gangwu.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.585382','2026-03-16 01:00:00.586292','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(18,42,'2026-03-16','guidao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.602826','2026-03-16 01:00:00.603874','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(19,49,'2026-03-16','xincailiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.604231','2026-03-16 01:00:00.605162','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(20,51,'2026-03-16','dianzi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.605520','2026-03-16 01:00:00.619571','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(21,53,'2026-03-16','yibiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.620265','2026-03-16 01:00:00.627640','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(22,55,'2026-03-16','fangzhi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.628011','2026-03-16 01:00:00.634285','【市产改办】新交办1件，请签收（3月16日）','','email','assignment',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(23,5,'2026-03-18','zgh.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.106671','2026-03-18 01:00:00.112696','【市产改办】督办事项4件：提醒4件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(24,7,'2026-03-18','rsj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.113549','2026-03-18 01:00:00.117583','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(25,9,'2026-03-18','gzw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.118276','2026-03-18 01:00:00.125728','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(26,11,'2026-03-18','gxj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.126149','2026-03-18 01:00:00.127235','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(27,13,'2026-03-18','jyj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.127609','2026-03-18 01:00:00.134516','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(28,17,'2026-03-18','kjj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.134978','2026-03-18 01:00:00.136029','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(29,23,'2026-03-18','gsl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.136386','2026-03-18 01:00:00.147043','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(30,25,'2026-03-18','tsw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.147427','2026-03-18 01:00:00.150723','【市产改办】督办事项2件：提醒2件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(31,27,'2026-03-18','fl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.151094','2026-03-18 01:00:00.157026','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(32,28,'2026-03-18','dongze.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.157555','2026-03-18 01:00:00.161429','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(33,30,'2026-03-18','wangchuan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.161855','2026-03-18 01:00:00.166394','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(34,32,'2026-03-18','qingluan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.166792','2026-03-18 01:00:00.177090','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(35,34,'2026-03-18','zhuling.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.177785','2026-03-18 01:00:00.178926','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(36,36,'2026-03-18','jkq.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.179285','2026-03-18 01:00:00.180320','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(37,38,'2026-03-18','jichuang.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.190383','2026-03-18 01:00:00.191712','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(38,40,'2026-03-18','gangwu.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.192098','2026-03-18 01:00:00.198557','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(39,42,'2026-03-18','guidao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.198950','2026-03-18 01:00:00.199972','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(40,49,'2026-03-18','xincailiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.200322','2026-03-18 01:00:00.209428','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(41,51,'2026-03-18','dianzi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.212911','2026-03-18 01:00:00.213975','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(42,53,'2026-03-18','yibiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.214336','2026-03-18 01:00:00.215361','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(43,55,'2026-03-18','fangzhi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.215733','2026-03-18 01:00:00.230407','【市产改办】督办事项1件：提醒1件（3月18日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(44,7,'2026-04-17','rsj.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.022442','2026-04-17 01:00:00.028874','【市产改办】督办事项1件：提醒1件（4月17日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(45,9,'2026-04-17','gzw.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.029599','2026-04-17 01:00:00.031078','【市产改办】督办事项1件：提醒1件（4月17日）','','email','',NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(46,11,'2026-04-17','gxj.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.031512','2026-04-17 01:00:00.037320','【市产改办】督办事项1件：提醒1件（4月17日）','','email','',NULL,NULL,NULL);
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
INSERT INTO "delivery_item" VALUES(65,44,69,7);
INSERT INTO "delivery_item" VALUES(66,45,68,9);
INSERT INTO "delivery_item" VALUES(67,46,67,11);
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
CREATE TABLE indicator (
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
	CONSTRAINT pk_indicator PRIMARY KEY (id), 
	CONSTRAINT fk_indicator_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_indicator_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "indicator" VALUES(1,1,3,'每个县区打造标准化职工之家','=',1,NULL,'个',NULL,'','new','每个县区打造1个标准化职工之家',270,285);
INSERT INTO "indicator" VALUES(2,1,3,'每个县区','>=',1,NULL,'个',NULL,'','level','每个县区不少于1个',308,317);
INSERT INTO "indicator" VALUES(3,1,6,'走访试点企业','=',6,NULL,'家',NULL,'','new','走访6家试点企业',442,450);
INSERT INTO "indicator" VALUES(4,1,9,'征集成果','>=',300,NULL,'项',NULL,'','level','征集成果300项以上',668,678);
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
INSERT INTO "ladder_version" VALUES(1,'choice','','721083a7b3f14d1848d44726880cd207fb60d0c5b71234c5d29b34401d92e6f5','["standard", []]',NULL,'2026-03-10 00:10:46.464523');
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
',NULL,'2026-03-10 00:10:46.464523');
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
	CONSTRAINT uq_link_token_sha256 UNIQUE (token_sha256), 
	CONSTRAINT fk_link_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_link_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT fk_link_delivery_id_delivery FOREIGN KEY(delivery_id) REFERENCES delivery (id)
);
INSERT INTO "link" VALUES(1,3,NULL,'3f67885f37bdf55acfc4a788745f566ba72e57d8d30a73019e5a59f4d1577e3e','','苏望舒','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,1);
INSERT INTO "link" VALUES(2,4,NULL,'913fb61b7cc1210fcd3e2e229c53418ed929aec3904e8d7330a91acb80d30f99','','纪明轩','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,2);
INSERT INTO "link" VALUES(3,5,NULL,'bb5a419a76460162a454f1a9b3a8d0ef7d580b8b6aa4c3259527123b455c1266','','邵云帆','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,3);
INSERT INTO "link" VALUES(4,6,NULL,'2593f856203df27ee01bf61479c46e3bd28a2889afa7e4339aac812b829b45a3','','贺子昂','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,4);
INSERT INTO "link" VALUES(5,7,NULL,'ac75295709482d100ba9319bcaf3fa85a446837cebecda200c6f61cd4f9f8936','','蒋若溪','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,5);
INSERT INTO "link" VALUES(6,9,NULL,'a9563e30844a7b29f75f2c0242bd1a1865fda5c36d41f8c365955f62b8ec7c1d','','林见深','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,6);
INSERT INTO "link" VALUES(7,10,NULL,'fb8efc90c100226f1df15c9fe42284cc7a36841ecafd39acc93d4fdbfbbd2a2a','','韩亦辰','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,7);
INSERT INTO "link" VALUES(8,12,NULL,'76d1618d03ff4ac3a579deae2e4083215466fe4a81d7d442fed070f3204a9724','','白若川','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,8);
INSERT INTO "link" VALUES(9,13,NULL,'41fbefc25d82abfb7774627ad20f7a8670e4d102153ab39d10e7af2665908857','','夏知新','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,9);
INSERT INTO "link" VALUES(10,14,NULL,'338e34469e0a7af3de06bf1655e97ce23f6a6996d94179720c942fc3ca7de864','','姜语禾','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,10);
INSERT INTO "link" VALUES(11,15,NULL,'75eba406a9ca660d72679aed8c476b7a79724c771f7bcba7ba5aa6d5e77f3ffd','','田野青','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,11);
INSERT INTO "link" VALUES(12,16,NULL,'6407baf8d5cf7c4cb5845e4ecb42fa72f8935d902c494baebd6dc95930a8db3b','','廖星河','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,12);
INSERT INTO "link" VALUES(13,17,NULL,'4a4fd21a4ff8a7dcc5515dad0ccee996e17156a1c084acb79e1e4ab738b22398','','唐以宁','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,13);
INSERT INTO "link" VALUES(14,18,NULL,'4785a0fb36087c06254adf43062af65236cbc0776301b40062338d39f7649b24','','侯晓棠','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,14);
INSERT INTO "link" VALUES(15,20,NULL,'13298e1d36e9d29f8b73f7b84733d86fea5e9135079e7214677cab8be6ad60f4','','雷雨桐','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,15);
INSERT INTO "link" VALUES(16,21,NULL,'a87fdb245e47ebf1f958054ea42cc2a14ac5cf7ca48b887d0508a93f5a853e43','','毕成林','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,16);
INSERT INTO "link" VALUES(17,22,NULL,'71d43861aff007b204fae4dad33bc8a6664f366471f208401a1c1d56f3b36115','','安书言','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,17);
INSERT INTO "link" VALUES(18,23,NULL,'74837f27b30adf92793f199a17962571b6c68820209ad1a50111f20f35ee0b98','','左以恒','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,18);
INSERT INTO "link" VALUES(19,27,NULL,'e434bb2a28990f842608033678798e19d65da89627812230c281f4ae469b0c67','','阮星阑','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,19);
INSERT INTO "link" VALUES(20,28,NULL,'92f6e50f243e526dc6b9ca274b99d72a6e964d309696259713e9c1f0ad19fc0e','','冉清和','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,20);
INSERT INTO "link" VALUES(21,29,NULL,'a7707802a5c6366912ded2bb03569a2ffcf05d44ef26919afb5072e260d9f4d5','','步云深','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,21);
INSERT INTO "link" VALUES(22,30,NULL,'b1ce36b2576af56c0e464d4b2c8b9e6865450177fd55ebd2f136dac2fe04afe5','','郁金堂','2026-03-16 01:00:00.010680','系统（随信发出）','2026-04-15 01:00:00.010680',NULL,'',0,22);
INSERT INTO "link" VALUES(23,3,NULL,'e0f5c7c9586bcf7973bcdf789cd1a5f0637bbfb94939b15e48909b5bab4f6b74','','苏望舒','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,23);
INSERT INTO "link" VALUES(24,4,NULL,'0581f57c815dca16b7a9869ee02fd0305cd83d1a54d64d180092ada7fc99d6fa','','纪明轩','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,24);
INSERT INTO "link" VALUES(25,5,NULL,'dc0f4690c99c28470b2c229a75b782ec0ee72d4a81b883cd0ee76433443f7e5d','','邵云帆','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,25);
INSERT INTO "link" VALUES(26,6,NULL,'b4d96b3e59c5c616dbeb0b1b9b27a428d1ff786b0abffcf4217ace49a3bf347f','','贺子昂','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,26);
INSERT INTO "link" VALUES(27,7,NULL,'28b6426c4e0c65dfe3f4d78b4d4bc1e27eda73e75e59497da338c0eaebd44adf','','蒋若溪','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,27);
INSERT INTO "link" VALUES(28,9,NULL,'18a808d50be254f3e916c8833ac4e37e6d2e92f3b10bec9f2b43c07d5fce1b16','','林见深','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,28);
INSERT INTO "link" VALUES(29,12,NULL,'a8d23c3817f550d3d24ed91725e2ece126751c58e4554a2e94843a24f9f1132f','','白若川','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,29);
INSERT INTO "link" VALUES(30,13,NULL,'7f14473348250a180baa938a20d38ce19812b7ed4f4f2a8924a9003b64f7eab4','','夏知新','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,30);
INSERT INTO "link" VALUES(31,14,NULL,'e16eff95323299bb6567cb6ab5e04657871c2aaa82c46fe75a5df1b5bc93a369','','姜语禾','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,31);
INSERT INTO "link" VALUES(32,15,NULL,'e719c72b2b88aa2aba32cb049bd1874f3ec04fe0ab8571fb1eebe4564c449c48','','田野青','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,32);
INSERT INTO "link" VALUES(33,16,NULL,'558b97bfa92dc2dc04b0c68bb372bfc44340caec660f86b992873ea2c6e79876','','廖星河','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,33);
INSERT INTO "link" VALUES(34,17,NULL,'7ebdd89b3c7b8312faff30c633fffdf60af53fe86333c737d419f51c9913d3bd','','唐以宁','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,34);
INSERT INTO "link" VALUES(35,18,NULL,'94436f48818003bbe97a7f4218a6daaf3dea356d8cff541609c94e54e78aac7c','','侯晓棠','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,35);
INSERT INTO "link" VALUES(36,20,NULL,'40e5480aa8ad02716ef2e7097ff581892b3f4e0f1ec9e2d16d1d7958c866d158','','雷雨桐','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,36);
INSERT INTO "link" VALUES(37,21,NULL,'b2a2ed374260d14afeab02145b0422e74afc30e56d04872ac83461cb04c80ae8','','毕成林','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,37);
INSERT INTO "link" VALUES(38,22,NULL,'de7995320dbc840e2c8bbf9e1438833ee1d683355ac5fc940e5f805ff5f1e3f3','','安书言','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,38);
INSERT INTO "link" VALUES(39,23,NULL,'bfc793e26ac75342ddd07795d8b14a5e256b5d3e4c5de57de00bae39d7c00504','','左以恒','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,39);
INSERT INTO "link" VALUES(40,27,NULL,'fb9d16ea04fd7de195ba41ce79a869b3976d5affecf9345d9b4d741545170f15','','阮星阑','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,40);
INSERT INTO "link" VALUES(41,28,NULL,'ddadce4b4114d61293f8450df45213484ef67905a116bed21b911fec9058d117','','冉清和','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,41);
INSERT INTO "link" VALUES(42,29,NULL,'8a3f6acf3afea8297362770be229990732d870600900ff2d509bbd3db9fd3a75','','步云深','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,42);
INSERT INTO "link" VALUES(43,30,NULL,'cfc54170d3d918133ea160f2157dab0a4890bbce8e2c8da17b6fe53267d1da75','','郁金堂','2026-03-18 01:00:00.003785','系统（随信发出）','2026-04-17 01:00:00.003785',NULL,'',0,43);
INSERT INTO "link" VALUES(44,4,NULL,'11bfc10d9a3cf58771b67cee5403a261ce98ac8da11e25cb3e03f1e596b6999a','','纪明轩','2026-04-17 01:00:00.000825','系统（随信发出）','2026-05-17 01:00:00.000825',NULL,'',0,44);
INSERT INTO "link" VALUES(45,5,NULL,'3f016b8773401173a733ef09e5d6ac8b9078fb0c6c89da057b93d9b1ae5309d7','','邵云帆','2026-04-17 01:00:00.000825','系统（随信发出）','2026-05-17 01:00:00.000825',NULL,'',0,45);
INSERT INTO "link" VALUES(46,6,NULL,'5e8f1ba9e91e71e4259b952fc929a88240cd1da120e273d728177782765c5e32','','贺子昂','2026-04-17 01:00:00.000825','系统（随信发出）','2026-05-17 01:00:00.000825',NULL,'',0,46);
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
INSERT INTO "log_entry" VALUES(1,'unit',NULL,'建立单位名录','{}','江临市产业工人队伍建设改革协调小组办公室：30个单位、55名联系人','2026-03-10 00:10:38.100382','2026-03-10','命令行（root）',1);
INSERT INTO "log_entry" VALUES(2,'account',1,'建立账号','{"login": "wangmin", "unit_id": null}','经办 王敏','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(3,'account',2,'建立账号','{"login": "lijing", "unit_id": null}','经办 李静','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(4,'account',3,'建立账号','{"login": "zhouheng", "unit_id": null}','领导 周衡','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(5,'account',4,'建立账号','{"login": "dudao", "unit_id": null}','督导单位 高文远','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(6,'account',5,'建立账号','{"login": "rsj", "unit_id": 4}','责任单位 纪明轩','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(7,'account',6,'建立账号','{"login": "dongze", "unit_id": 15}','责任单位 田野青','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(8,'account',7,'建立账号','{"login": "wangchuan", "unit_id": 28}','责任单位 冉清和','2026-03-10 00:10:38.388371','2026-03-10','经办',1);
INSERT INTO "log_entry" VALUES(9,'document',1,'收文','{"filename": "3-\u53f0\u8d26.xlsx", "sha256": "b008a3877366a3dd3155fb6f4676e3243252eea36212439f463f00b1e3cedbe9", "drafts": 9, "replaces": null}','江临市产业工人队伍建设改革2026年度重点事项台账','2026-03-10 01:00:00.000000','2026-03-10','王敏',2);
INSERT INTO "log_entry" VALUES(10,'notice',NULL,'启用提醒规则','{"since": "", "sha256": "721083a7b3f14d1848d44726880cd207fb60d0c5b71234c5d29b34401d92e6f5"}','规则包的选用','2026-03-10 00:10:46.464523','2026-03-10','系统',3);
INSERT INTO "log_entry" VALUES(11,'notice',NULL,'启用提醒规则','{"since": "", "sha256": "1722f7d946e12aa8f07e44f53baaa69e693e65170b2f985b84cd3a7e594a49a0"}','standard 2026.2','2026-03-10 00:10:46.464523','2026-03-10','系统',3);
INSERT INTO "log_entry" VALUES(12,'task',1,'立项','{"number": "2026-001", "document_id": 1, "units": 4}','2026-001 建设江临工匠学院','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(13,'task',2,'立项','{"number": "2026-002", "document_id": 1, "units": 3}','2026-002 摸清技能人才底数','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(14,'task',3,'立项','{"number": "2026-003", "document_id": 1, "units": 8}','2026-003 提升职工之家服务','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(15,'task',4,'立项','{"number": "2026-004", "document_id": 1, "units": 3}','2026-004 联动处置欠薪线索','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(16,'task',5,'立项','{"number": "2026-005", "document_id": 1, "units": 3}','2026-005 建设产业工人信息库','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(17,'task',6,'立项','{"number": "2026-006", "document_id": 1, "units": 3}','2026-006 开展试点企业蹲点调研','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(18,'task',7,'立项','{"number": "2026-007", "document_id": 1, "units": 2}','2026-007 关爱青年工人和女职工','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(19,'task',8,'立项','{"number": "2026-008", "document_id": 1, "units": 3}','2026-008 关爱青年工人和女职工','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
INSERT INTO "log_entry" VALUES(20,'task',9,'立项','{"number": "2026-009", "document_id": 1, "units": 9}','2026-009 评选职工“五小”创新成果','2026-03-16 01:00:00.000000','2026-03-16','王敏',4);
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
	CONSTRAINT fk_notice_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT uq_notice_assignment_id_in_force_rung_occasion UNIQUE (assignment_id, in_force, rung, occasion), 
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
INSERT INTO "notice" VALUES(67,6,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(68,7,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.2',0,'',NULL,NULL,'','');
INSERT INTO "notice" VALUES(69,5,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.2',0,'',NULL,NULL,'','');
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
INSERT INTO "progress_update" VALUES(1,5,'2026-04-10',50,'已向312家规模以上企业下发填报通知，收回176份。','部分小微企业没有专职人事人员，填报较慢。','分片上门辅导，4月25日前收齐。','','2026-04-10 02:00:00.000000','纪明轩','reported');
CREATE TABLE reading (
	id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	value NUMERIC(20, 4) NOT NULL, 
	as_of DATE NOT NULL, 
	verification VARCHAR(24) NOT NULL, 
	reported_at DATETIME NOT NULL, 
	reported_by VARCHAR(60) NOT NULL, 
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
CREATE TABLE return (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_return PRIMARY KEY (id), 
	CONSTRAINT fk_return_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
CREATE TABLE sign_in (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	token_sha256 VARCHAR(64) NOT NULL, 
	form_token VARCHAR(64) NOT NULL, 
	begun_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ended_at DATETIME, 
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
CREATE TABLE sweep (
	day DATE NOT NULL, 
	at DATETIME NOT NULL, 
	raised INTEGER NOT NULL, 
	CONSTRAINT pk_sweep PRIMARY KEY (day)
);
INSERT INTO "sweep" VALUES('2026-03-10','2026-03-10 00:10:46.464523',0);
INSERT INTO "sweep" VALUES('2026-03-11','2026-03-11 00:10:48.229053',0);
INSERT INTO "sweep" VALUES('2026-03-12','2026-03-12 00:10:48.374811',0);
INSERT INTO "sweep" VALUES('2026-03-13','2026-03-13 00:10:48.497785',0);
INSERT INTO "sweep" VALUES('2026-03-16','2026-03-16 00:10:48.994395',0);
INSERT INTO "sweep" VALUES('2026-03-17','2026-03-17 00:10:49.859091',0);
INSERT INTO "sweep" VALUES('2026-03-18','2026-03-18 00:10:50.114794',28);
INSERT INTO "sweep" VALUES('2026-03-19','2026-03-19 00:10:50.603865',0);
INSERT INTO "sweep" VALUES('2026-03-20','2026-03-20 00:10:50.750756',0);
INSERT INTO "sweep" VALUES('2026-03-23','2026-03-23 00:10:51.003117',0);
INSERT INTO "sweep" VALUES('2026-03-24','2026-03-24 00:10:51.189276',0);
INSERT INTO "sweep" VALUES('2026-03-25','2026-03-25 00:10:51.423196',0);
INSERT INTO "sweep" VALUES('2026-03-26','2026-03-26 00:10:51.541657',0);
INSERT INTO "sweep" VALUES('2026-03-27','2026-03-27 00:10:51.762741',0);
INSERT INTO "sweep" VALUES('2026-03-30','2026-03-30 00:10:51.972467',0);
INSERT INTO "sweep" VALUES('2026-03-31','2026-03-31 00:10:52.231990',0);
INSERT INTO "sweep" VALUES('2026-04-01','2026-04-01 00:10:52.334800',0);
INSERT INTO "sweep" VALUES('2026-04-02','2026-04-02 00:10:52.469703',0);
INSERT INTO "sweep" VALUES('2026-04-03','2026-04-03 00:10:52.635247',0);
INSERT INTO "sweep" VALUES('2026-04-07','2026-04-07 00:10:52.742214',0);
INSERT INTO "sweep" VALUES('2026-04-08','2026-04-08 00:10:52.844078',0);
INSERT INTO "sweep" VALUES('2026-04-09','2026-04-09 00:10:52.980581',0);
INSERT INTO "sweep" VALUES('2026-04-10','2026-04-10 00:10:53.066746',0);
INSERT INTO "sweep" VALUES('2026-04-13','2026-04-13 00:10:53.199147',0);
INSERT INTO "sweep" VALUES('2026-04-14','2026-04-14 00:10:53.978728',0);
INSERT INTO "sweep" VALUES('2026-04-15','2026-04-15 00:10:54.068598',0);
INSERT INTO "sweep" VALUES('2026-04-16','2026-04-16 00:10:54.142918',0);
INSERT INTO "sweep" VALUES('2026-04-17','2026-04-17 00:10:54.216582',3);
INSERT INTO "sweep" VALUES('2026-04-20','2026-04-20 00:10:54.329162',0);
INSERT INTO "sweep" VALUES('2026-04-21','2026-04-21 00:10:54.444271',0);
INSERT INTO "sweep" VALUES('2026-04-22','2026-04-22 00:10:54.602777',0);
INSERT INTO "sweep" VALUES('2026-04-23','2026-04-23 00:10:54.805509',0);
INSERT INTO "sweep" VALUES('2026-04-24','2026-04-24 00:10:54.886755',0);
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
	CONSTRAINT fk_task_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_task_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id), 
	CONSTRAINT uq_task_number UNIQUE (number), 
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
	CONSTRAINT fk_task_unit_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_task_unit_task_id_unit_id UNIQUE (task_id, unit_id), 
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
INSERT INTO "transition" VALUES(73,5,'report','accepted','underway','2026-04-10 02:00:00.000000','2026-04-10','纪明轩','已向312家规模以上企业下发填报通知，收回176份。',19);
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
CREATE TABLE user (
	id INTEGER NOT NULL, 
	login VARCHAR(40) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	unit_id INTEGER, 
	password_hash VARCHAR(200) NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT fk_user_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_user_login UNIQUE (login)
);
INSERT INTO "user" VALUES(1,'wangmin','王敏','clerk',NULL,'(not a password)',1);
INSERT INTO "user" VALUES(2,'lijing','李静','clerk',NULL,'(not a password)',1);
INSERT INTO "user" VALUES(3,'zhouheng','周衡','leader',NULL,'(not a password)',1);
INSERT INTO "user" VALUES(4,'dudao','高文远','supervisor',NULL,'(not a password)',1);
INSERT INTO "user" VALUES(5,'rsj','纪明轩','unit',4,'(not a password)',1);
INSERT INTO "user" VALUES(6,'dongze','田野青','unit',15,'(not a password)',1);
INSERT INTO "user" VALUES(7,'wangchuan','冉清和','unit',28,'(not a password)',1);
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
CREATE INDEX ix_job_status ON job (status);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_alias_unit_id ON alias (unit_id);
CREATE INDEX ix_contact_unit_id ON contact (unit_id);
CREATE INDEX ix_group_member_group_id ON group_member (group_id);
CREATE INDEX ix_group_member_unit_id ON group_member (unit_id);
CREATE INDEX ix_doubt_document_id ON doubt (document_id);
CREATE INDEX ix_doubt_draft_id ON doubt (draft_id);
CREATE INDEX ix_sign_in_user_id ON sign_in (user_id);
CREATE INDEX ix_indicator_document_id ON indicator (document_id);
CREATE INDEX ix_indicator_task_id ON indicator (task_id);
CREATE INDEX ix_reading_indicator_id ON reading (indicator_id);
CREATE INDEX ix_reading_unit_id ON reading (unit_id);
CREATE UNIQUE INDEX uq_reading_of_the_office ON reading (indicator_id, as_of) WHERE unit_id IS NULL;
CREATE INDEX ix_closure_assignment_id ON closure (assignment_id);
CREATE INDEX ix_return_assignment_id ON return (assignment_id);
CREATE INDEX ix_delivery_item_delivery_id ON delivery_item (delivery_id);
CREATE INDEX ix_delivery_item_notice_id ON delivery_item (notice_id);
CREATE INDEX ix_deadline_due_on ON deadline (due_on);
CREATE INDEX ix_deadline_task_id ON deadline (task_id);
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
CREATE INDEX ix_assignment_deadline_id ON assignment (deadline_id);
CREATE INDEX ix_assignment_unit_id ON assignment (unit_id);
CREATE INDEX ix_assignment_block_id ON assignment (block_id);
CREATE INDEX ix_assignment_due_on ON assignment (due_on);
CREATE INDEX ix_assignment_parent_id ON assignment (parent_id);
CREATE INDEX ix_task_document_id ON task (document_id);
CREATE INDEX ix_task_node_id ON task (node_id);
CREATE INDEX ix_task_unit_unit_id ON task_unit (unit_id);
CREATE INDEX ix_task_unit_task_id ON task_unit (task_id);
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
CREATE INDEX ix_delivery_contact_id ON delivery (contact_id);
CREATE INDEX ix_delivery_day ON delivery (day);
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
COMMIT;
