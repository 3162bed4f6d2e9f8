BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE alias (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_alias PRIMARY KEY (id), 
	CONSTRAINT fk_alias_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_alias_name UNIQUE (name)
);
INSERT INTO "alias" VALUES(1,1,'江临市委组织部');
INSERT INTO "alias" VALUES(2,1,'市委组织部');
INSERT INTO "alias" VALUES(3,1,'组织部');
INSERT INTO "alias" VALUES(4,2,'江临市委宣传部');
INSERT INTO "alias" VALUES(5,2,'市委宣传部');
INSERT INTO "alias" VALUES(6,2,'宣传部');
INSERT INTO "alias" VALUES(7,3,'市总工会');
INSERT INTO "alias" VALUES(8,3,'总工会');
INSERT INTO "alias" VALUES(9,4,'市人力资源和社会保障局');
INSERT INTO "alias" VALUES(10,4,'市人力资源社会保障局');
INSERT INTO "alias" VALUES(11,4,'市人社局');
INSERT INTO "alias" VALUES(12,4,'人社局');
INSERT INTO "alias" VALUES(13,5,'市人民政府国有资产监督管理委员会');
INSERT INTO "alias" VALUES(14,5,'市国有资产监督管理委员会');
INSERT INTO "alias" VALUES(15,5,'市国资委');
INSERT INTO "alias" VALUES(16,5,'国资委');
INSERT INTO "alias" VALUES(17,6,'市工业和信息化局');
INSERT INTO "alias" VALUES(18,6,'市工信局');
INSERT INTO "alias" VALUES(19,6,'工信局');
INSERT INTO "alias" VALUES(20,7,'市教育局');
INSERT INTO "alias" VALUES(21,7,'教育局');
INSERT INTO "alias" VALUES(22,8,'市财政局');
INSERT INTO "alias" VALUES(23,8,'财政局');
INSERT INTO "alias" VALUES(24,9,'市科学技术局');
INSERT INTO "alias" VALUES(25,9,'市科技局');
INSERT INTO "alias" VALUES(26,9,'科技局');
INSERT INTO "alias" VALUES(27,10,'市住房和城乡建设局');
INSERT INTO "alias" VALUES(28,10,'市住建局');
INSERT INTO "alias" VALUES(29,10,'住建局');
INSERT INTO "alias" VALUES(30,11,'市应急管理局');
INSERT INTO "alias" VALUES(31,11,'市应急局');
INSERT INTO "alias" VALUES(32,11,'应急局');
INSERT INTO "alias" VALUES(33,12,'市工商业联合会');
INSERT INTO "alias" VALUES(34,12,'市工商联');
INSERT INTO "alias" VALUES(35,12,'工商联');
INSERT INTO "alias" VALUES(36,13,'共青团江临市委');
INSERT INTO "alias" VALUES(37,13,'团市委');
INSERT INTO "alias" VALUES(38,14,'市妇女联合会');
INSERT INTO "alias" VALUES(39,14,'市妇联');
INSERT INTO "alias" VALUES(40,14,'妇联');
INSERT INTO "alias" VALUES(41,15,'东泽区产改办');
INSERT INTO "alias" VALUES(42,15,'东泽区');
INSERT INTO "alias" VALUES(43,16,'望川区产改办');
INSERT INTO "alias" VALUES(44,16,'望川区');
INSERT INTO "alias" VALUES(45,17,'青峦县产改办');
INSERT INTO "alias" VALUES(46,17,'青峦县');
INSERT INTO "alias" VALUES(47,18,'竹岭县产改办');
INSERT INTO "alias" VALUES(48,18,'竹岭县');
INSERT INTO "alias" VALUES(49,19,'白鹭县产改办');
INSERT INTO "alias" VALUES(50,19,'白鹭县');
INSERT INTO "alias" VALUES(51,20,'江临经济技术开发区产改办');
INSERT INTO "alias" VALUES(52,20,'江临经开区产改办');
INSERT INTO "alias" VALUES(53,20,'经开区产改办');
INSERT INTO "alias" VALUES(54,20,'江临经济技术开发区');
INSERT INTO "alias" VALUES(55,20,'江临经开区');
INSERT INTO "alias" VALUES(56,20,'经开区');
INSERT INTO "alias" VALUES(57,21,'江临机床集团');
INSERT INTO "alias" VALUES(58,21,'江临机床');
INSERT INTO "alias" VALUES(59,22,'江临港务集团');
INSERT INTO "alias" VALUES(60,22,'江临港务');
INSERT INTO "alias" VALUES(61,23,'江临轨道装备');
INSERT INTO "alias" VALUES(62,23,'江轨装备');
INSERT INTO "alias" VALUES(63,24,'江临建工集团');
INSERT INTO "alias" VALUES(64,24,'江临建工');
INSERT INTO "alias" VALUES(65,25,'江临公交集团');
INSERT INTO "alias" VALUES(66,25,'市公交集团');
INSERT INTO "alias" VALUES(67,26,'江临水务集团');
INSERT INTO "alias" VALUES(68,26,'江临水务');
INSERT INTO "alias" VALUES(69,27,'青峦新材料');
INSERT INTO "alias" VALUES(70,28,'望川电子');
INSERT INTO "alias" VALUES(71,29,'经开智能仪表');
INSERT INTO "alias" VALUES(72,29,'智能仪表公司');
INSERT INTO "alias" VALUES(73,30,'竹岭纺织');
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	status VARCHAR(24) NOT NULL, 
	assigned_on DATE NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id), 
	CONSTRAINT fk_assignment_deadline_id_deadline FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_assignment_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_assignment_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_assignment_deadline_id_unit_id_role UNIQUE (deadline_id, unit_id, role)
);
INSERT INTO "assignment" VALUES(1,1,1,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(2,1,1,4,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(3,1,1,5,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(4,1,1,15,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(5,1,1,16,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(6,1,1,17,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(7,1,1,18,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(8,1,1,19,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(9,1,1,20,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(10,2,6,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(11,2,6,4,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(12,2,6,5,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(13,2,6,15,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(14,2,6,16,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(15,2,6,17,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(16,2,6,18,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(17,2,6,19,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(18,2,6,20,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(19,2,7,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(20,2,7,4,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(21,2,7,5,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(22,2,7,15,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(23,2,7,16,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(24,2,7,17,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(25,2,7,18,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(26,2,7,19,'responsible','assigned','2026-03-10');
INSERT INTO "assignment" VALUES(27,2,7,20,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(28,3,8,4,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(29,4,9,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(30,5,10,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(31,6,15,7,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(32,7,16,3,'responsible','underway','2026-03-10');
INSERT INTO "assignment" VALUES(33,8,17,3,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(34,8,17,7,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(35,8,17,4,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(36,8,17,21,'supporting','underway','2026-03-16');
INSERT INTO "assignment" VALUES(37,9,18,4,'lead','closed','2026-03-16');
INSERT INTO "assignment" VALUES(38,9,18,6,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(39,9,18,5,'responsible','closed','2026-03-16');
INSERT INTO "assignment" VALUES(40,10,19,3,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(41,10,19,15,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(42,10,19,16,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(43,10,19,17,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(44,10,19,18,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(45,10,19,19,'responsible','assigned','2026-03-16');
INSERT INTO "assignment" VALUES(46,10,19,20,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(47,10,19,13,'supporting','underway','2026-03-16');
INSERT INTO "assignment" VALUES(48,11,20,4,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(49,11,20,10,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(50,11,20,3,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(51,12,21,6,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(52,12,21,4,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(53,12,21,9,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(54,13,22,3,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(55,13,22,5,'responsible','assigned','2026-03-16');
INSERT INTO "assignment" VALUES(56,13,22,12,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(57,14,23,13,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(58,14,23,7,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(59,15,24,14,'lead','closed','2026-03-16');
INSERT INTO "assignment" VALUES(60,15,24,3,'responsible','closed','2026-03-16');
INSERT INTO "assignment" VALUES(61,15,24,30,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(62,16,25,3,'lead','underway','2026-03-16');
INSERT INTO "assignment" VALUES(63,16,25,9,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(64,16,25,21,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(65,16,25,22,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(66,16,25,23,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(67,16,25,27,'responsible','underway','2026-03-16');
INSERT INTO "assignment" VALUES(68,16,25,28,'responsible','assigned','2026-03-16');
INSERT INTO "assignment" VALUES(69,16,25,29,'responsible','assigned','2026-03-16');
INSERT INTO "assignment" VALUES(70,16,25,12,'supporting','underway','2026-03-16');
CREATE TABLE closure (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	submitted_on DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	reopened_on DATE, 
	CONSTRAINT pk_closure PRIMARY KEY (id), 
	CONSTRAINT fk_closure_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "closure" VALUES(1,37,'2026-04-29','2026-04-27','王敏','汇总表已抽查20家企业，数据一致，同意销号。',NULL);
INSERT INTO "closure" VALUES(2,39,'2026-04-30','2026-04-28','王敏','数据完整，同意销号。',NULL);
INSERT INTO "closure" VALUES(3,59,'2026-05-14','2026-05-11','王敏','已到现场查看3个服务点，同意销号。',NULL);
INSERT INTO "closure" VALUES(4,60,'2026-05-15','2026-05-13','王敏','志愿者轮值表已核对，同意销号。',NULL);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	phone VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "contact" VALUES(1,1,'contact','陆知远','组织二科科长','zzb.lxr@example.org','0000-555-1001');
INSERT INTO "contact" VALUES(2,1,'leader','程怀瑾','副部长','zzb.ld@example.org','0000-555-1002');
INSERT INTO "contact" VALUES(3,2,'contact','温书宁','宣传科科长','xcb.lxr@example.org','0000-555-1003');
INSERT INTO "contact" VALUES(4,2,'leader','岳承平','副部长','xcb.ld@example.org','0000-555-1004');
INSERT INTO "contact" VALUES(5,3,'contact','苏望舒','生产保护部部长','zgh.lxr@example.org','0000-555-1005');
INSERT INTO "contact" VALUES(6,3,'leader','方正阳','副主席','zgh.ld@example.org','0000-555-1006');
INSERT INTO "contact" VALUES(7,4,'contact','纪明轩','职业能力建设科科长','rsj.lxr@example.org','0000-555-1007');
INSERT INTO "contact" VALUES(8,4,'leader','顾长青','副局长','rsj.ld@example.org','0000-555-1008');
INSERT INTO "contact" VALUES(9,5,'contact','邵云帆','党建工作科科长','gzw.lxr@example.org','0000-555-1009');
INSERT INTO "contact" VALUES(10,5,'leader','秦立言','副主任','gzw.ld@example.org','0000-555-1010');
INSERT INTO "contact" VALUES(11,6,'contact','贺子昂','企业科科长','gxj.lxr@example.org','0000-555-1011');
INSERT INTO "contact" VALUES(12,6,'leader','罗景行','副局长','gxj.ld@example.org','0000-555-1012');
INSERT INTO "contact" VALUES(13,7,'contact','蒋若溪','职业教育科科长','jyj.lxr@example.org','0000-555-1013');
INSERT INTO "contact" VALUES(14,7,'leader','俞敬之','副局长','jyj.ld@example.org','0000-555-1014');
INSERT INTO "contact" VALUES(15,8,'contact','沈嘉木','行政政法科科长','czj.lxr@example.org','0000-555-1015');
INSERT INTO "contact" VALUES(16,8,'leader','傅守诚','副局长','czj.ld@example.org','0000-555-1016');
INSERT INTO "contact" VALUES(17,9,'contact','林见深','成果转化科科长','kjj.lxr@example.org','0000-555-1017');
INSERT INTO "contact" VALUES(18,9,'leader','郝致远','副局长','kjj.ld@example.org','0000-555-1018');
INSERT INTO "contact" VALUES(19,10,'contact','韩亦辰','建筑业科科长','zjj.lxr@example.org','0000-555-1019');
INSERT INTO "contact" VALUES(20,10,'leader','丁志恒','副局长','zjj.ld@example.org','0000-555-1020');
INSERT INTO "contact" VALUES(21,11,'contact','曹以安','基础科科长','yjj.lxr@example.org','0000-555-1021');
INSERT INTO "contact" VALUES(22,11,'leader','葛弘毅','副局长','yjj.ld@example.org','0000-555-1022');
INSERT INTO "contact" VALUES(23,12,'contact','白若川','会员科科长','gsl.lxr@example.org','0000-555-1023');
INSERT INTO "contact" VALUES(24,12,'leader','尹同舟','副主席','gsl.ld@example.org','0000-555-1024');
INSERT INTO "contact" VALUES(25,13,'contact','夏知新','青年发展部部长','tsw.lxr@example.org','0000-555-1025');
INSERT INTO "contact" VALUES(26,13,'leader','严启明','副书记','tsw.ld@example.org','0000-555-1026');
INSERT INTO "contact" VALUES(27,14,'contact','姜语禾','权益部部长','fl.lxr@example.org','0000-555-1027');
INSERT INTO "contact" VALUES(28,15,'contact','田野青','专职干事','dongze.lxr@example.org','0000-555-1028');
INSERT INTO "contact" VALUES(29,15,'leader','卢广平','区总工会常务副主席','dongze.ld@example.org','0000-555-1029');
INSERT INTO "contact" VALUES(30,16,'contact','廖星河','专职干事','wangchuan.lxr@example.org','0000-555-1030');
INSERT INTO "contact" VALUES(31,16,'leader','孟春和','区总工会常务副主席','wangchuan.ld@example.org','0000-555-1031');
INSERT INTO "contact" VALUES(32,17,'contact','唐以宁','专职干事','qingluan.lxr@example.org','0000-555-1032');
INSERT INTO "contact" VALUES(33,17,'leader','汪远志','县总工会常务副主席','qingluan.ld@example.org','0000-555-1033');
INSERT INTO "contact" VALUES(34,18,'contact','侯晓棠','专职干事','zhuling.lxr@example.org','0000-555-1034');
INSERT INTO "contact" VALUES(35,18,'leader','谭守正','县总工会常务副主席','zhuling.ld@example.org','0000-555-1035');
INSERT INTO "contact" VALUES(36,20,'contact','雷雨桐','群团工作部干事','jkq.lxr@example.org','0000-555-1036');
INSERT INTO "contact" VALUES(37,20,'leader','石敬亭','开发区总工会主席','jkq.ld@example.org','0000-555-1037');
INSERT INTO "contact" VALUES(38,21,'contact','毕成林','工会干事','jichuang.lxr@example.org','0000-555-1038');
INSERT INTO "contact" VALUES(39,21,'leader','祝长风','工会主席','jichuang.ld@example.org','0000-555-1039');
INSERT INTO "contact" VALUES(40,22,'contact','安书言','工会干事','gangwu.lxr@example.org','0000-555-1040');
INSERT INTO "contact" VALUES(41,22,'leader','闵海生','党委副书记','gangwu.ld@example.org','0000-555-1041');
INSERT INTO "contact" VALUES(42,23,'contact','左以恒','人力资源部主管','guidao.lxr@example.org','0000-555-1042');
INSERT INTO "contact" VALUES(43,23,'leader','万里程','工会主席','guidao.ld@example.org','0000-555-1043');
INSERT INTO "contact" VALUES(44,24,'contact','甘小满','工会干事','jiangong.lxr@example.org','0000-555-1044');
INSERT INTO "contact" VALUES(45,24,'leader','邢致中','工会主席','jiangong.ld@example.org','0000-555-1045');
INSERT INTO "contact" VALUES(46,25,'contact','裴晴川','工会干事','gongjiao.lxr@example.org','0000-555-1046');
INSERT INTO "contact" VALUES(47,25,'leader','宁安邦','工会主席','gongjiao.ld@example.org','0000-555-1047');
INSERT INTO "contact" VALUES(48,26,'contact','柏舟行','工会干事','shuiwu.lxr@example.org','0000-555-1048');
INSERT INTO "contact" VALUES(49,27,'contact','阮星阑','行政部主管','xincailiao.lxr@example.org','0000-555-1049');
INSERT INTO "contact" VALUES(50,27,'leader','鲁大成','工会主席','xincailiao.ld@example.org','0000-555-1050');
INSERT INTO "contact" VALUES(51,28,'contact','冉清和','人力资源部主管','dianzi.lxr@example.org','0000-555-1051');
INSERT INTO "contact" VALUES(52,28,'leader','简怀德','工会主席','dianzi.ld@example.org','0000-555-1052');
INSERT INTO "contact" VALUES(53,29,'contact','步云深','工会干事','yibiao.lxr@example.org','0000-555-1053');
INSERT INTO "contact" VALUES(54,29,'leader','强国梁','副总经理、工会主席','yibiao.ld@example.org','0000-555-1054');
INSERT INTO "contact" VALUES(55,30,'contact','郁金堂','行政部主管','fangzhi.lxr@example.org','0000-555-1055');
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
	is_provisional BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_deadline PRIMARY KEY (id), 
	CONSTRAINT uq_deadline_task_id_period_slot UNIQUE (task_id, period, slot), 
	CONSTRAINT fk_deadline_task_id_task FOREIGN KEY(task_id) REFERENCES task (id)
);
INSERT INTO "deadline" VALUES(1,1,'2026-12-31','2026-01-01','2026',0,'每年12月底前',349,356,'“每年12月底前”：每年一次，自2026年1月1日起，至2030年12月31日止，首次为2026年12月31日（周四）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(2,1,'2027-12-31','2027-01-01','2027',0,'每年12月底前',349,356,'“每年12月底前”：每年一次，自2026年1月1日起，至2030年12月31日止，首次为2026年12月31日（周四）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(3,1,'2028-12-31','2028-01-01','2028',0,'每年12月底前',349,356,'“每年12月底前”：每年一次，自2026年1月1日起，至2030年12月31日止，首次为2026年12月31日（周四）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(4,1,'2029-12-31','2029-01-01','2029',0,'每年12月底前',349,356,'“每年12月底前”：每年一次，自2026年1月1日起，至2030年12月31日止，首次为2026年12月31日（周四）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(5,1,'2030-12-31','2030-01-01','2030',0,'每年12月底前',349,356,'“每年12月底前”：每年一次，自2026年1月1日起，至2030年12月31日止，首次为2026年12月31日（周四）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(6,2,'2028-12-31',NULL,'',0,'2028年末和2030年末',419,432,'“2028年末和2030年末”：按原文日期，读作2028年12月31日、2030年12月31日（均含当日）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(7,2,'2030-12-31',NULL,'',1,'2028年末和2030年末',419,432,'“2028年末和2030年末”：按原文日期，读作2028年12月31日、2030年12月31日（均含当日）','王敏',NULL,0);
INSERT INTO "deadline" VALUES(8,3,'2030-12-31',NULL,'',0,'到2030年',486,492,'“到2030年”：按原文日期，读作2030年12月31日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(9,4,'2030-12-31',NULL,'',0,'到2030年',571,577,'“到2030年”：按原文日期，读作2030年12月31日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(10,5,'2026-12-31','2026-01-01','2026',0,'每年',638,640,'“每年”：每年一次，未写明日期，登记时按期末安排；随规划期到2030年底为止','王敏',NULL,0);
INSERT INTO "deadline" VALUES(11,5,'2027-12-31','2027-01-01','2027',0,'每年',638,640,'“每年”：每年一次，未写明日期，登记时按期末安排；随规划期到2030年底为止','王敏',NULL,0);
INSERT INTO "deadline" VALUES(12,5,'2028-12-31','2028-01-01','2028',0,'每年',638,640,'“每年”：每年一次，未写明日期，登记时按期末安排；随规划期到2030年底为止','王敏',NULL,0);
INSERT INTO "deadline" VALUES(13,5,'2029-12-31','2029-01-01','2029',0,'每年',638,640,'“每年”：每年一次，未写明日期，登记时按期末安排；随规划期到2030年底为止','王敏',NULL,0);
INSERT INTO "deadline" VALUES(14,5,'2030-12-31','2030-01-01','2030',0,'每年',638,640,'“每年”：每年一次，未写明日期，登记时按期末安排；随规划期到2030年底为止','王敏',NULL,0);
INSERT INTO "deadline" VALUES(15,6,'2030-12-31',NULL,'',0,'到2030年',694,700,'“到2030年”：按原文日期，读作2030年12月31日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(16,7,'2030-12-31',NULL,'',0,'到2030年',761,767,'“到2030年”：按原文日期，读作2030年12月31日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(17,8,'2026-06-30',NULL,'',0,'2026年6月30日',177,187,'“2026年6月30日”：按原文日期，读作2026年6月30日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(18,9,'2026-04-30',NULL,'',0,'2026年4月30日',246,256,'“2026年4月30日”：按原文日期，读作2026年4月30日（含当日），周四','王敏',NULL,0);
INSERT INTO "deadline" VALUES(19,10,'2026-06-30',NULL,'',0,'6月底',304,307,'“6月底”：年份取自成文日期，读作2026年6月30日（含当日），周二','王敏',NULL,0);
INSERT INTO "deadline" VALUES(20,11,NULL,NULL,'',0,'',NULL,NULL,'王敏确认：未定时限，持续推进','王敏',NULL,0);
INSERT INTO "deadline" VALUES(21,12,'2026-09-30',NULL,'',0,'9月底前',422,426,'“9月底前”：年份取自成文日期，读作2026年9月30日（含当日），周三','王敏',NULL,0);
INSERT INTO "deadline" VALUES(22,13,'2026-06-26',NULL,'',0,'',NULL,NULL,'王敏确定：2026年6月26日','王敏',NULL,0);
INSERT INTO "deadline" VALUES(23,14,'2026-05-20',NULL,'',0,'5月20日前',529,535,'“5月20日前”：年份取自成文日期，读作2026年5月20日（含当日），周三','王敏',NULL,0);
INSERT INTO "deadline" VALUES(24,15,'2026-05-15',NULL,'',0,'5月15日前',595,601,'“5月15日前”：年份取自成文日期，读作2026年5月15日（含当日），周五','王敏',NULL,0);
INSERT INTO "deadline" VALUES(25,16,'2026-10-31',NULL,'',0,'10月31日前',660,667,'“10月31日前”：年份取自成文日期，读作2026年10月31日（含当日），周六，不是工作日（前一工作日10月30日，后一工作日11月2日）','王敏',NULL,0);
CREATE TABLE delivery (
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
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id), 
	CONSTRAINT uq_delivery_address_day UNIQUE (address, day)
);
INSERT INTO "delivery" VALUES(1,36,'2026-03-10','jkq.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(2,34,'2026-03-10','zhuling.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(3,32,'2026-03-10','qingluan.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(4,30,'2026-03-10','wangchuan.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(5,28,'2026-03-10','dongze.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(6,13,'2026-03-10','jyj.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月10日）','');
INSERT INTO "delivery" VALUES(7,9,'2026-03-10','gzw.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项3件：交办通知3件（3月10日）','');
INSERT INTO "delivery" VALUES(8,7,'2026-03-10','rsj.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项4件：交办通知4件（3月10日）','');
INSERT INTO "delivery" VALUES(9,5,'2026-03-10','zgh.lxr@example.org','sent',1,'2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','2026-03-10 01:00:00.000000','【市产改办】督办事项6件：交办通知6件（3月10日）','');
INSERT INTO "delivery" VALUES(10,36,'2026-03-12','jkq.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(11,34,'2026-03-12','zhuling.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(12,32,'2026-03-12','qingluan.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(13,30,'2026-03-12','wangchuan.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(14,28,'2026-03-12','dongze.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项2件：提醒2件（3月12日）','');
INSERT INTO "delivery" VALUES(15,13,'2026-03-12','jyj.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月12日）','');
INSERT INTO "delivery" VALUES(16,9,'2026-03-12','gzw.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(17,7,'2026-03-12','rsj.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项3件：提醒3件（3月12日）','');
INSERT INTO "delivery" VALUES(18,5,'2026-03-12','zgh.lxr@example.org','sent',1,'2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','2026-03-12 01:00:00.000000','【市产改办】督办事项5件：提醒5件（3月12日）','');
INSERT INTO "delivery" VALUES(19,55,'2026-03-16','fangzhi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(20,53,'2026-03-16','yibiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(21,51,'2026-03-16','dianzi.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(22,49,'2026-03-16','xincailiao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(23,42,'2026-03-16','guidao.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(24,40,'2026-03-16','gangwu.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(25,38,'2026-03-16','jichuang.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(26,36,'2026-03-16','jkq.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(27,34,'2026-03-16','zhuling.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(28,32,'2026-03-16','qingluan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(29,30,'2026-03-16','wangchuan.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(30,28,'2026-03-16','dongze.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(31,27,'2026-03-16','fl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(32,25,'2026-03-16','tsw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(33,23,'2026-03-16','gsl.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(34,19,'2026-03-16','zjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项1件：交办通知1件（3月16日）','');
INSERT INTO "delivery" VALUES(35,17,'2026-03-16','kjj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(36,13,'2026-03-16','jyj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(37,11,'2026-03-16','gxj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(38,9,'2026-03-16','gzw.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项2件：交办通知2件（3月16日）','');
INSERT INTO "delivery" VALUES(39,7,'2026-03-16','rsj.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项4件：交办通知4件（3月16日）','');
INSERT INTO "delivery" VALUES(40,5,'2026-03-16','zgh.lxr@example.org','sent',1,'2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','2026-03-16 01:00:00.000000','【市产改办】督办事项6件：交办通知6件（3月16日）','');
INSERT INTO "delivery" VALUES(41,55,'2026-03-18','fangzhi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(42,53,'2026-03-18','yibiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(43,51,'2026-03-18','dianzi.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(44,49,'2026-03-18','xincailiao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(45,42,'2026-03-18','guidao.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(46,40,'2026-03-18','gangwu.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(47,38,'2026-03-18','jichuang.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(48,36,'2026-03-18','jkq.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(49,34,'2026-03-18','zhuling.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(50,32,'2026-03-18','qingluan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(51,30,'2026-03-18','wangchuan.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(52,28,'2026-03-18','dongze.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(53,27,'2026-03-18','fl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(54,25,'2026-03-18','tsw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项2件：提醒2件（3月18日）','');
INSERT INTO "delivery" VALUES(55,23,'2026-03-18','gsl.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项2件：提醒2件（3月18日）','');
INSERT INTO "delivery" VALUES(56,17,'2026-03-18','kjj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项2件：提醒2件（3月18日）','');
INSERT INTO "delivery" VALUES(57,13,'2026-03-18','jyj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(58,11,'2026-03-18','gxj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(59,9,'2026-03-18','gzw.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(60,7,'2026-03-18','rsj.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项1件：提醒1件（3月18日）','');
INSERT INTO "delivery" VALUES(61,5,'2026-03-18','zgh.lxr@example.org','sent',1,'2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','2026-03-18 01:00:00.000000','【市产改办】督办事项4件：提醒4件（3月18日）','');
INSERT INTO "delivery" VALUES(62,11,'2026-04-17','gxj.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月17日）','');
INSERT INTO "delivery" VALUES(63,9,'2026-04-17','gzw.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月17日）','');
INSERT INTO "delivery" VALUES(64,7,'2026-04-17','rsj.lxr@example.org','sent',1,'2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','2026-04-17 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月17日）','');
INSERT INTO "delivery" VALUES(65,55,'2026-04-27','fangzhi.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(66,27,'2026-04-27','fl.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(67,11,'2026-04-27','gxj.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(68,9,'2026-04-27','gzw.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(69,7,'2026-04-27','rsj.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(70,5,'2026-04-27','zgh.lxr@example.org','sent',1,'2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','2026-04-27 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月27日）','');
INSERT INTO "delivery" VALUES(71,11,'2026-04-30','gxj.lxr@example.org','sent',1,'2026-04-30 01:00:00.000000','2026-04-30 01:00:00.000000','2026-04-30 01:00:00.000000','【市产改办】督办事项1件：提醒1件（4月30日）','');
INSERT INTO "delivery" VALUES(72,7,'2026-04-30','rsj.lxr@example.org','sent',1,'2026-04-30 01:00:00.000000','2026-04-30 01:00:00.000000','2026-04-30 01:00:00.000000','【市产改办】督办事项1件：销号通知1件（4月30日）','');
INSERT INTO "delivery" VALUES(73,25,'2026-05-06','tsw.lxr@example.org','sent',1,'2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月6日）','');
INSERT INTO "delivery" VALUES(74,13,'2026-05-06','jyj.lxr@example.org','sent',1,'2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月6日）','');
INSERT INTO "delivery" VALUES(75,12,'2026-05-06','gxj.ld@example.org','sent',1,'2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','【市产改办】督办事项1件：催办1件（5月6日）','');
INSERT INTO "delivery" VALUES(76,11,'2026-05-06','gxj.lxr@example.org','sent',1,'2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','【市产改办】督办事项1件：催办1件（5月6日）','');
INSERT INTO "delivery" VALUES(77,9,'2026-05-06','gzw.lxr@example.org','sent',1,'2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','2026-05-06 01:00:00.000000','【市产改办】督办事项1件：销号通知1件（5月6日）','');
INSERT INTO "delivery" VALUES(78,55,'2026-05-12','fangzhi.lxr@example.org','sent',1,'2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月12日）','');
INSERT INTO "delivery" VALUES(79,11,'2026-05-12','gxj.lxr@example.org','sent',1,'2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','【市产改办】督办事项1件：退回通知1件（5月12日）','');
INSERT INTO "delivery" VALUES(80,5,'2026-05-12','zgh.lxr@example.org','sent',1,'2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','2026-05-12 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月12日）','');
INSERT INTO "delivery" VALUES(81,55,'2026-05-15','fangzhi.lxr@example.org','sent',1,'2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月15日）','');
INSERT INTO "delivery" VALUES(82,27,'2026-05-15','fl.lxr@example.org','sent',1,'2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','【市产改办】督办事项1件：销号通知1件（5月15日）','');
INSERT INTO "delivery" VALUES(83,25,'2026-05-15','tsw.lxr@example.org','sent',1,'2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月15日）','');
INSERT INTO "delivery" VALUES(84,13,'2026-05-15','jyj.lxr@example.org','sent',1,'2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','2026-05-15 01:00:00.000000','【市产改办】督办事项1件：提醒1件（5月15日）','');
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
INSERT INTO "delivery_item" VALUES(1,9,1,5);
INSERT INTO "delivery_item" VALUES(2,9,10,5);
INSERT INTO "delivery_item" VALUES(3,9,19,5);
INSERT INTO "delivery_item" VALUES(4,9,29,5);
INSERT INTO "delivery_item" VALUES(5,9,30,5);
INSERT INTO "delivery_item" VALUES(6,9,32,5);
INSERT INTO "delivery_item" VALUES(7,8,2,7);
INSERT INTO "delivery_item" VALUES(8,8,11,7);
INSERT INTO "delivery_item" VALUES(9,8,20,7);
INSERT INTO "delivery_item" VALUES(10,8,28,7);
INSERT INTO "delivery_item" VALUES(11,7,3,9);
INSERT INTO "delivery_item" VALUES(12,7,12,9);
INSERT INTO "delivery_item" VALUES(13,7,21,9);
INSERT INTO "delivery_item" VALUES(14,6,31,13);
INSERT INTO "delivery_item" VALUES(15,5,4,28);
INSERT INTO "delivery_item" VALUES(16,5,13,28);
INSERT INTO "delivery_item" VALUES(17,5,22,28);
INSERT INTO "delivery_item" VALUES(18,4,5,30);
INSERT INTO "delivery_item" VALUES(19,4,14,30);
INSERT INTO "delivery_item" VALUES(20,4,23,30);
INSERT INTO "delivery_item" VALUES(21,3,6,32);
INSERT INTO "delivery_item" VALUES(22,3,15,32);
INSERT INTO "delivery_item" VALUES(23,3,24,32);
INSERT INTO "delivery_item" VALUES(24,2,7,34);
INSERT INTO "delivery_item" VALUES(25,2,16,34);
INSERT INTO "delivery_item" VALUES(26,2,25,34);
INSERT INTO "delivery_item" VALUES(27,1,9,36);
INSERT INTO "delivery_item" VALUES(28,1,18,36);
INSERT INTO "delivery_item" VALUES(29,1,27,36);
INSERT INTO "delivery_item" VALUES(30,18,39,5);
INSERT INTO "delivery_item" VALUES(31,18,48,5);
INSERT INTO "delivery_item" VALUES(32,18,58,5);
INSERT INTO "delivery_item" VALUES(33,18,59,5);
INSERT INTO "delivery_item" VALUES(34,18,61,5);
INSERT INTO "delivery_item" VALUES(35,17,40,7);
INSERT INTO "delivery_item" VALUES(36,17,49,7);
INSERT INTO "delivery_item" VALUES(37,17,57,7);
INSERT INTO "delivery_item" VALUES(38,16,33,9);
INSERT INTO "delivery_item" VALUES(39,16,41,9);
INSERT INTO "delivery_item" VALUES(40,16,50,9);
INSERT INTO "delivery_item" VALUES(41,15,60,13);
INSERT INTO "delivery_item" VALUES(42,14,42,28);
INSERT INTO "delivery_item" VALUES(43,14,51,28);
INSERT INTO "delivery_item" VALUES(44,13,34,30);
INSERT INTO "delivery_item" VALUES(45,13,43,30);
INSERT INTO "delivery_item" VALUES(46,13,52,30);
INSERT INTO "delivery_item" VALUES(47,12,35,32);
INSERT INTO "delivery_item" VALUES(48,12,44,32);
INSERT INTO "delivery_item" VALUES(49,12,53,32);
INSERT INTO "delivery_item" VALUES(50,11,36,34);
INSERT INTO "delivery_item" VALUES(51,11,45,34);
INSERT INTO "delivery_item" VALUES(52,11,54,34);
INSERT INTO "delivery_item" VALUES(53,10,38,36);
INSERT INTO "delivery_item" VALUES(54,10,47,36);
INSERT INTO "delivery_item" VALUES(55,10,56,36);
INSERT INTO "delivery_item" VALUES(56,40,62,5);
INSERT INTO "delivery_item" VALUES(57,40,69,5);
INSERT INTO "delivery_item" VALUES(58,40,79,5);
INSERT INTO "delivery_item" VALUES(59,40,83,5);
INSERT INTO "delivery_item" VALUES(60,40,89,5);
INSERT INTO "delivery_item" VALUES(61,40,91,5);
INSERT INTO "delivery_item" VALUES(62,39,64,7);
INSERT INTO "delivery_item" VALUES(63,39,66,7);
INSERT INTO "delivery_item" VALUES(64,39,77,7);
INSERT INTO "delivery_item" VALUES(65,39,81,7);
INSERT INTO "delivery_item" VALUES(66,38,68,9);
INSERT INTO "delivery_item" VALUES(67,38,84,9);
INSERT INTO "delivery_item" VALUES(68,37,67,11);
INSERT INTO "delivery_item" VALUES(69,37,80,11);
INSERT INTO "delivery_item" VALUES(70,36,63,13);
INSERT INTO "delivery_item" VALUES(71,36,87,13);
INSERT INTO "delivery_item" VALUES(72,35,82,17);
INSERT INTO "delivery_item" VALUES(73,35,92,17);
INSERT INTO "delivery_item" VALUES(74,34,78,19);
INSERT INTO "delivery_item" VALUES(75,33,85,23);
INSERT INTO "delivery_item" VALUES(76,33,99,23);
INSERT INTO "delivery_item" VALUES(77,32,76,25);
INSERT INTO "delivery_item" VALUES(78,32,86,25);
INSERT INTO "delivery_item" VALUES(79,31,88,27);
INSERT INTO "delivery_item" VALUES(80,30,70,28);
INSERT INTO "delivery_item" VALUES(81,29,71,30);
INSERT INTO "delivery_item" VALUES(82,28,72,32);
INSERT INTO "delivery_item" VALUES(83,27,73,34);
INSERT INTO "delivery_item" VALUES(84,26,75,36);
INSERT INTO "delivery_item" VALUES(85,25,65,38);
INSERT INTO "delivery_item" VALUES(86,25,93,38);
INSERT INTO "delivery_item" VALUES(87,24,94,40);
INSERT INTO "delivery_item" VALUES(88,23,95,42);
INSERT INTO "delivery_item" VALUES(89,22,96,49);
INSERT INTO "delivery_item" VALUES(90,21,97,51);
INSERT INTO "delivery_item" VALUES(91,20,98,53);
INSERT INTO "delivery_item" VALUES(92,19,90,55);
INSERT INTO "delivery_item" VALUES(93,61,100,5);
INSERT INTO "delivery_item" VALUES(94,61,111,5);
INSERT INTO "delivery_item" VALUES(95,61,117,5);
INSERT INTO "delivery_item" VALUES(96,61,119,5);
INSERT INTO "delivery_item" VALUES(97,60,109,7);
INSERT INTO "delivery_item" VALUES(98,59,112,9);
INSERT INTO "delivery_item" VALUES(99,58,108,11);
INSERT INTO "delivery_item" VALUES(100,57,115,13);
INSERT INTO "delivery_item" VALUES(101,56,110,17);
INSERT INTO "delivery_item" VALUES(102,56,120,17);
INSERT INTO "delivery_item" VALUES(103,55,113,23);
INSERT INTO "delivery_item" VALUES(104,55,127,23);
INSERT INTO "delivery_item" VALUES(105,54,107,25);
INSERT INTO "delivery_item" VALUES(106,54,114,25);
INSERT INTO "delivery_item" VALUES(107,53,116,27);
INSERT INTO "delivery_item" VALUES(108,52,101,28);
INSERT INTO "delivery_item" VALUES(109,51,102,30);
INSERT INTO "delivery_item" VALUES(110,50,103,32);
INSERT INTO "delivery_item" VALUES(111,49,104,34);
INSERT INTO "delivery_item" VALUES(112,48,106,36);
INSERT INTO "delivery_item" VALUES(113,47,121,38);
INSERT INTO "delivery_item" VALUES(114,46,122,40);
INSERT INTO "delivery_item" VALUES(115,45,123,42);
INSERT INTO "delivery_item" VALUES(116,44,124,49);
INSERT INTO "delivery_item" VALUES(117,43,125,51);
INSERT INTO "delivery_item" VALUES(118,42,126,53);
INSERT INTO "delivery_item" VALUES(119,41,118,55);
INSERT INTO "delivery_item" VALUES(120,64,128,7);
INSERT INTO "delivery_item" VALUES(121,63,130,9);
INSERT INTO "delivery_item" VALUES(122,62,129,11);
INSERT INTO "delivery_item" VALUES(123,70,135,5);
INSERT INTO "delivery_item" VALUES(124,69,131,7);
INSERT INTO "delivery_item" VALUES(125,68,133,9);
INSERT INTO "delivery_item" VALUES(126,67,132,11);
INSERT INTO "delivery_item" VALUES(127,66,134,27);
INSERT INTO "delivery_item" VALUES(128,65,136,55);
INSERT INTO "delivery_item" VALUES(129,72,137,7);
INSERT INTO "delivery_item" VALUES(130,71,138,11);
INSERT INTO "delivery_item" VALUES(131,77,139,9);
INSERT INTO "delivery_item" VALUES(132,76,140,11);
INSERT INTO "delivery_item" VALUES(133,75,140,12);
INSERT INTO "delivery_item" VALUES(134,74,142,13);
INSERT INTO "delivery_item" VALUES(135,73,141,25);
INSERT INTO "delivery_item" VALUES(136,80,145,5);
INSERT INTO "delivery_item" VALUES(137,79,143,11);
INSERT INTO "delivery_item" VALUES(138,78,146,55);
INSERT INTO "delivery_item" VALUES(139,84,149,13);
INSERT INTO "delivery_item" VALUES(140,83,148,25);
INSERT INTO "delivery_item" VALUES(141,82,147,27);
INSERT INTO "delivery_item" VALUES(142,81,150,55);
CREATE TABLE document (
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
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_sha256 UNIQUE (sha256)
);
INSERT INTO "document" VALUES(1,'fd4934e60d0cb7b96b55e9d097f3832859491c15bc46570ae6e4f93e4d348e9f','2-规划通知.txt','txt','江临市产业工人队伍建设改革协调小组办公室文件

江产改办发〔2026〕2号

关于认真实施《江临市产业工人队伍建设改革规划（2026—2030年）》的通知

各县（区）产改办，市产改协调小组各成员单位：

《江临市产业工人队伍建设改革规划（2026—2030年）》（以下简称《规划》）已经市产改协调小组会议审议通过。为保证《规划》落地见效，现就有关事项通知如下：

一、准确把握《规划》的重点

《规划》是今后五年我市产业工人队伍建设改革的总蓝图，设定了9项主要指标，提出了22项改革举措。做好《规划》实施，关键是把目标分到年度、把任务落到岗位、把成效交给职工评判。

二、逐年抓好任务落实

市总工会、市人社局、市国资委和各县（区）产改办要把《规划》任务列入年度工作要点，2026年至2030年，每年12月底前将当年任务完成情况和下一年度工作安排报市产改办。

三、严格组织评估

市总工会、市人社局、市国资委和各县（区）产改办要分别在2028年末和2030年末开展《规划》实施情况中期评估和总体评估，并将评估报告报市产改办。

四、主要目标

（一）队伍规模稳步扩大。到2030年，全市技能人才总量达到18万人以上，其中高技能人才总量达到6万人以上；五年累计新增高技能人才1.2万人以上。（责任单位：市人社局）

（二）示范引领更加有力。到2030年，力争培育省级以上工匠20名，一线职工占市级劳动模范的比例不低于45%。（责任单位：市总工会）

（三）技能竞赛蓬勃开展。每年举办市级职工技能竞赛不少于12场，参赛职工不少于2万人次。（责任单位：市总工会）

（四）产教融合不断深入。到2030年，建设1—2个省级产教融合试点园区。（责任单位：市教育局）

（五）权益保障更加充分。集体协商建制率动态保持在85%以上；到2030年，筹集职工帮扶资金3000万元以上。（责任单位：市总工会）

附件：《规划》主要指标填报说明

江临市产业工人队伍建设改革协调小组办公室
2026年2月10日

附件

《规划》主要指标填报说明

一、各项指标以自然年度为统计周期，累计类指标自2026年1月1日起计算。

二、技能人才总量、高技能人才总量为期末数，填报时注明统计截止日期。

三、集体协商建制率为动态指标，任一时点均以当期建会企业数为分母。
','江产改办发〔2026〕2号','关于认真实施《江临市产业工人队伍建设改革规划（2026—2030年）》的通知','江临市产业工人队伍建设改革协调小组办公室','2026-02-10','通知','[]','[{"name": "\u6539\u9769\u4e3e\u63aa", "value": 22, "measure": "\u9879", "as_of": null, "text": "\u63d0\u51fa\u4e8622\u9879\u6539\u9769\u4e3e\u63aa", "start": 234, "end": 244}]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "document" VALUES(2,'b008a3877366a3dd3155fb6f4676e3243252eea36212439f463f00b1e3cedbe9','3-台账.xlsx','xlsx','江临市产业工人队伍建设改革2026年度重点事项台账
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
10	评选职工“五小”创新成果	征集小发明、小创造等成果，组织现场评审	市总工会	市科技局、试点企业	市工商联	10月31日前	征集成果300项以上	','','江临市产业工人队伍建设改革2026年度重点事项台账','江临市产改办','2026-03-13','台账','[]','[]','2026-03-10 01:00:00.000000','王敏');
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
INSERT INTO "doubt" VALUES(1,1,NULL,'文中说有“22项改革举措”，读出任务7项，请核对有无遗漏或重复。',237,244);
INSERT INTO "doubt" VALUES(2,1,2,'几个单位的时限“分别”写明（似为市总工会，12月31日；市人社局，12月31日），请核对，必要时拆成几项。',392,464);
INSERT INTO "doubt" VALUES(3,2,NULL,'工作表“2026年台账”的第11行是隐藏的，没有读入，如需读入请先取消隐藏',NULL,NULL);
INSERT INTO "doubt" VALUES(4,2,12,'单位名录里没有“市大数据中心”。请在立项时选定单位，或先在名录里补上。',372,428);
INSERT INTO "doubt" VALUES(5,2,13,'“开展试点企业蹲点调研”（序号6）的完成时限“择机”读不出日期，请改写或直接填写日期。',429,488);
CREATE TABLE draft (
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
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT uq_draft_document_id_position UNIQUE (document_id, position)
);
INSERT INTO "draft" VALUES(1,1,0,'二-1','把《规划》任务列入年度工作要点，2026年至2030年','市总工会、市人社局、市国资委和各县（区）产改办要把《规划》任务列入年度工作要点，2026年至2030年，每年12月底前将当年任务完成情况和下一年度工作安排报市产改办。',297,380,'[]','["\u5e02\u603b\u5de5\u4f1a", "\u5e02\u4eba\u793e\u5c40", "\u5e02\u56fd\u8d44\u59d4", "\u5404\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e"]','[]','[{"phrase": "\u6bcf\u5e7412\u6708\u5e95\u524d", "start": 349, "end": 356, "due": ["2026-12-31"], "recurrence": "yearly", "since": "2026-01-01", "until": "2030-12-31", "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u6bcf\u5e7412\u6708\u5e95\u524d\u201d\uff1a\u6bcf\u5e74\u4e00\u6b21\uff0c\u81ea2026\u5e741\u67081\u65e5\u8d77\uff0c\u81f32030\u5e7412\u670831\u65e5\u6b62\uff0c\u9996\u6b21\u4e3a2026\u5e7412\u670831\u65e5\uff08\u5468\u56db\uff09", "kind": "recurring", "rule": "every", "slots": [{"month": 11, "day": 31, "weekday": null, "workdays": null}], "provisional": false}]','[]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(2,1,1,'三-1','在2028年末和2030年末开展《规划》实施情况中期评估和总体评估','市总工会、市人社局、市国资委和各县（区）产改办要分别在2028年末和2030年末开展《规划》实施情况中期评估和总体评估，并将评估报告报市产改办。',392,464,'[]','["\u5e02\u603b\u5de5\u4f1a", "\u5e02\u4eba\u793e\u5c40", "\u5e02\u56fd\u8d44\u59d4", "\u5404\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e"]','[]','[{"phrase": "2028\u5e74\u672b\u548c2030\u5e74\u672b", "start": 419, "end": 432, "due": ["2028-12-31", "2030-12-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c2028\u5e74\u672b\u548c2030\u5e74\u672b\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2028\u5e7412\u670831\u65e5\u30012030\u5e7412\u670831\u65e5\uff08\u5747\u542b\u5f53\u65e5\uff09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(3,1,2,'四（一）','队伍规模稳步扩大','（一）队伍规模稳步扩大。到2030年，全市技能人才总量达到18万人以上，其中高技能人才总量达到6万人以上；五年累计新增高技能人才1.2万人以上。（责任单位：市人社局）',474,557,'[]','["\u5e02\u4eba\u793e\u5c40"]','[]','[{"phrase": "\u52302030\u5e74", "start": 486, "end": 492, "due": ["2030-12-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u52302030\u5e74\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2030\u5e7412\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u5168\u5e02\u6280\u80fd\u4eba\u624d\u603b\u91cf", "relation": ">=", "value": 18, "upper": null, "measure": "\u4e07\u4eba", "by": "2030-12-31", "recurrence": null, "kind": "level", "text": "\u5168\u5e02\u6280\u80fd\u4eba\u624d\u603b\u91cf\u8fbe\u523018\u4e07\u4eba\u4ee5\u4e0a", "start": 493, "end": 509}, {"name": "\u9ad8\u6280\u80fd\u4eba\u624d\u603b\u91cf", "relation": ">=", "value": 6, "upper": null, "measure": "\u4e07\u4eba", "by": "2030-12-31", "recurrence": null, "kind": "level", "text": "\u5176\u4e2d\u9ad8\u6280\u80fd\u4eba\u624d\u603b\u91cf\u8fbe\u52306\u4e07\u4eba\u4ee5\u4e0a", "start": 510, "end": 526}, {"name": "\u4e94\u5e74\u7d2f\u8ba1\u65b0\u589e\u9ad8\u6280\u80fd\u4eba\u624d", "relation": ">=", "value": 1.2, "upper": null, "measure": "\u4e07\u4eba", "by": "2030-12-31", "recurrence": null, "kind": "increase", "text": "\u4e94\u5e74\u7d2f\u8ba1\u65b0\u589e\u9ad8\u6280\u80fd\u4eba\u624d1.2\u4e07\u4eba\u4ee5\u4e0a", "start": 527, "end": 545}]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(4,1,3,'四（二）','示范引领更加有力','（二）示范引领更加有力。到2030年，力争培育省级以上工匠20名，一线职工占市级劳动模范的比例不低于45%。（责任单位：市总工会）',559,624,'[]','["\u5e02\u603b\u5de5\u4f1a"]','[]','[{"phrase": "\u52302030\u5e74", "start": 571, "end": 577, "due": ["2030-12-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u52302030\u5e74\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2030\u5e7412\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u57f9\u80b2\u7701\u7ea7\u4ee5\u4e0a\u5de5\u5320", "relation": "=", "value": 20, "upper": null, "measure": "\u540d", "by": "2030-12-31", "recurrence": null, "kind": "increase", "text": "\u529b\u4e89\u57f9\u80b2\u7701\u7ea7\u4ee5\u4e0a\u5de5\u532020\u540d", "start": 578, "end": 591}, {"name": "\u4e00\u7ebf\u804c\u5de5\u5360\u5e02\u7ea7\u52b3\u52a8\u6a21\u8303\u7684\u6bd4\u4f8b", "relation": ">=", "value": 45, "upper": null, "measure": "%", "by": "2030-12-31", "recurrence": null, "kind": "level", "text": "\u4e00\u7ebf\u804c\u5de5\u5360\u5e02\u7ea7\u52b3\u52a8\u6a21\u8303\u7684\u6bd4\u4f8b\u4e0d\u4f4e\u4e8e45%", "start": 592, "end": 612}]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(5,1,4,'四（三）','技能竞赛蓬勃开展','（三）技能竞赛蓬勃开展。每年举办市级职工技能竞赛不少于12场，参赛职工不少于2万人次。（责任单位：市总工会）',626,680,'[]','["\u5e02\u603b\u5de5\u4f1a"]','[]','[{"phrase": "\u6bcf\u5e74", "start": 638, "end": 640, "due": [], "recurrence": "yearly", "since": null, "until": "2030-12-31", "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u6bcf\u5e74\u201d\uff1a\u6bcf\u5e74\u4e00\u6b21\uff0c\u672a\u5199\u660e\u65e5\u671f\uff0c\u767b\u8bb0\u65f6\u6309\u671f\u672b\u5b89\u6392\uff1b\u968f\u89c4\u5212\u671f\u52302030\u5e74\u5e95\u4e3a\u6b62", "kind": "recurring", "rule": "every", "slots": [{"month": 11, "day": 31, "weekday": null, "workdays": null}], "provisional": false}]','[{"name": "\u5e02\u7ea7\u804c\u5de5\u6280\u80fd\u7ade\u8d5b", "relation": ">=", "value": 12, "upper": null, "measure": "\u573a", "by": null, "recurrence": "yearly", "kind": "level", "text": "\u6bcf\u5e74\u4e3e\u529e\u5e02\u7ea7\u804c\u5de5\u6280\u80fd\u7ade\u8d5b\u4e0d\u5c11\u4e8e12\u573a", "start": 638, "end": 656}, {"name": "\u53c2\u8d5b\u804c\u5de5", "relation": ">=", "value": 2, "upper": null, "measure": "\u4e07\u4eba\u6b21", "by": null, "recurrence": "yearly", "kind": "level", "text": "\u53c2\u8d5b\u804c\u5de5\u4e0d\u5c11\u4e8e2\u4e07\u4eba\u6b21", "start": 657, "end": 668}]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(6,1,5,'四（四）','产教融合不断深入','（四）产教融合不断深入。到2030年，建设1—2个省级产教融合试点园区。（责任单位：市教育局）',682,729,'[]','["\u5e02\u6559\u80b2\u5c40"]','[]','[{"phrase": "\u52302030\u5e74", "start": 694, "end": 700, "due": ["2030-12-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u52302030\u5e74\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2030\u5e7412\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u5efa\u8bbe\u7701\u7ea7\u4ea7\u6559\u878d\u5408\u8bd5\u70b9\u56ed\u533a", "relation": "range", "value": 1, "upper": 2, "measure": "\u4e2a", "by": "2030-12-31", "recurrence": null, "kind": "increase", "text": "\u5efa\u8bbe1\u20142\u4e2a\u7701\u7ea7\u4ea7\u6559\u878d\u5408\u8bd5\u70b9\u56ed\u533a", "start": 701, "end": 717}]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(7,1,6,'四（五）','权益保障更加充分','（五）权益保障更加充分。集体协商建制率动态保持在85%以上；到2030年，筹集职工帮扶资金3000万元以上。（责任单位：市总工会）',731,796,'[]','["\u5e02\u603b\u5de5\u4f1a"]','[]','[{"phrase": "\u52302030\u5e74", "start": 761, "end": 767, "due": ["2030-12-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u52302030\u5e74\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2030\u5e7412\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u96c6\u4f53\u534f\u5546\u5efa\u5236\u7387", "relation": ">=", "value": 85, "upper": null, "measure": "%", "by": null, "recurrence": null, "kind": "level", "text": "\u96c6\u4f53\u534f\u5546\u5efa\u5236\u7387\u52a8\u6001\u4fdd\u6301\u572885%\u4ee5\u4e0a", "start": 743, "end": 760}, {"name": "\u7b79\u96c6\u804c\u5de5\u5e2e\u6276\u8d44\u91d1", "relation": ">=", "value": 3000, "upper": null, "measure": "\u4e07\u5143", "by": "2030-12-31", "recurrence": null, "kind": "level", "text": "\u7b79\u96c6\u804c\u5de5\u5e2e\u6276\u8d44\u91d13000\u4e07\u5143\u4ee5\u4e0a", "start": 768, "end": 784}]','confirmed','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(8,2,0,'1','建设江临工匠学院','建设江临工匠学院
完成学院选址论证，编制首批6门课程大纲',126,195,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u6559\u80b2\u5c40", "\u5e02\u4eba\u793e\u5c40"]','["\u6c5f\u4e34\u673a\u5e8a"]','[{"phrase": "2026\u5e746\u670830\u65e5", "start": 177, "end": 187, "due": ["2026-06-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c2026\u5e746\u670830\u65e5\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e746\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(9,2,1,'2','摸清技能人才底数','摸清技能人才底数
组织企业填报技能人才基础信息，形成全市汇总表',196,258,'["\u5e02\u4eba\u793e\u5c40"]','["\u5e02\u5de5\u4fe1\u5c40", "\u5e02\u56fd\u8d44\u59d4"]','[]','[{"phrase": "2026\u5e744\u670830\u65e5", "start": 246, "end": 256, "due": ["2026-04-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c2026\u5e744\u670830\u65e5\u201d\uff1a\u6309\u539f\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e744\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u56db", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(10,2,2,'3','提升职工之家服务','提升职工之家服务
每个县区打造1个标准化职工之家',259,318,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5404\u53bf\uff08\u533a\uff09\u4ea7\u6539\u529e"]','["\u56e2\u5e02\u59d4"]','[{"phrase": "6\u6708\u5e95", "start": 304, "end": 307, "due": ["2026-06-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c6\u6708\u5e95\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e746\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e8c", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(11,2,3,'4','联动处置欠薪线索','联动处置欠薪线索
建立线索移交机制，做到接报即转、转办有果',319,371,'["\u5e02\u4eba\u793e\u5c40"]','["\u5e02\u4f4f\u5efa\u5c40", "\u5e02\u603b\u5de5\u4f1a"]','[]','[{"phrase": "\u957f\u671f", "start": 367, "end": 369, "due": [], "recurrence": null, "since": null, "until": null, "ongoing": true, "alternatives": [], "problem": null, "reading": "\u201c\u957f\u671f\u201d\uff1a\u957f\u671f\u4efb\u52a1\uff0c\u6ca1\u6709\u5b8c\u6210\u671f\u9650", "kind": "ongoing", "rule": "ongoing", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(12,2,4,'5','建设产业工人信息库','建设产业工人信息库
整合用工、培训、评价数据，开发查询功能',372,428,'["\u5e02\u5de5\u4fe1\u5c40"]','["\u5e02\u4eba\u793e\u5c40", "\u5e02\u5927\u6570\u636e\u4e2d\u5fc3"]','[]','[{"phrase": "9\u6708\u5e95\u524d", "start": 422, "end": 426, "due": ["2026-09-30"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c9\u6708\u5e95\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e749\u670830\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(13,2,5,'6','开展试点企业蹲点调研','开展试点企业蹲点调研
走访6家试点企业，每家形成1份问题清单',429,488,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u56fd\u8d44\u59d4", "\u5e02\u5de5\u5546\u8054"]','[]','[]','[{"name": "\u8d70\u8bbf\u8bd5\u70b9\u4f01\u4e1a", "relation": "=", "value": 6, "upper": null, "measure": "\u5bb6", "by": null, "recurrence": null, "kind": "level", "text": "\u8d70\u8bbf6\u5bb6\u8bd5\u70b9\u4f01\u4e1a", "start": 442, "end": 450}]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(14,2,6,'8','关爱青年工人和女职工','关爱青年工人和女职工
开办青年工人夜校，首期开设4个班',489,542,'["\u56e2\u5e02\u59d4"]','["\u5e02\u6559\u80b2\u5c40"]','[]','[{"phrase": "5\u670820\u65e5\u524d", "start": 529, "end": 535, "due": ["2026-05-20"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c5\u670820\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e745\u670820\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(15,2,7,'9','关爱青年工人和女职工','关爱青年工人和女职工
设立女职工关爱服务点，为一线女职工提供维权咨询',543,603,'["\u5e02\u5987\u8054"]','["\u5e02\u603b\u5de5\u4f1a", "\u7af9\u5cad\u7eba\u7ec7"]','[]','[{"phrase": "5\u670815\u65e5\u524d", "start": 595, "end": 601, "due": ["2026-05-15"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c5\u670815\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e745\u670815\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u4e94", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[]','confirmed','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "draft" VALUES(16,2,8,'10','评选职工“五小”创新成果','评选职工“五小”创新成果
征集小发明、小创造等成果，组织现场评审',604,679,'["\u5e02\u603b\u5de5\u4f1a"]','["\u5e02\u79d1\u6280\u5c40", "\u8bd5\u70b9\u4f01\u4e1a"]','["\u5e02\u5de5\u5546\u8054"]','[{"phrase": "10\u670831\u65e5\u524d", "start": 660, "end": 667, "due": ["2026-10-31"], "recurrence": null, "since": null, "until": null, "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c10\u670831\u65e5\u524d\u201d\uff1a\u5e74\u4efd\u53d6\u81ea\u6210\u6587\u65e5\u671f\uff0c\u8bfb\u4f5c2026\u5e7410\u670831\u65e5\uff08\u542b\u5f53\u65e5\uff09\uff0c\u5468\u516d\uff0c\u4e0d\u662f\u5de5\u4f5c\u65e5\uff08\u524d\u4e00\u5de5\u4f5c\u65e510\u670830\u65e5\uff0c\u540e\u4e00\u5de5\u4f5c\u65e511\u67082\u65e5\uff09", "kind": "dated", "rule": "date", "slots": [], "provisional": false}]','[{"name": "\u5f81\u96c6\u6210\u679c", "relation": ">=", "value": 300, "upper": null, "measure": "\u9879", "by": null, "recurrence": null, "kind": "level", "text": "\u5f81\u96c6\u6210\u679c300\u9879\u4ee5\u4e0a", "start": 668, "end": 678}]','confirmed','2026-03-16 01:00:00.000000','王敏');
CREATE TABLE group_member (
	id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_group_member PRIMARY KEY (id), 
	CONSTRAINT fk_group_member_group_id_unit_group FOREIGN KEY(group_id) REFERENCES unit_group (id), 
	CONSTRAINT fk_group_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_group_member_group_id_unit_id UNIQUE (group_id, unit_id)
);
INSERT INTO "group_member" VALUES(1,1,21);
INSERT INTO "group_member" VALUES(2,1,22);
INSERT INTO "group_member" VALUES(3,1,23);
INSERT INTO "group_member" VALUES(4,1,27);
INSERT INTO "group_member" VALUES(5,1,28);
INSERT INTO "group_member" VALUES(6,1,29);
INSERT INTO "group_member" VALUES(7,2,1);
INSERT INTO "group_member" VALUES(8,2,2);
INSERT INTO "group_member" VALUES(9,2,3);
INSERT INTO "group_member" VALUES(10,2,4);
INSERT INTO "group_member" VALUES(11,2,5);
INSERT INTO "group_member" VALUES(12,2,6);
INSERT INTO "group_member" VALUES(13,2,7);
INSERT INTO "group_member" VALUES(14,2,8);
INSERT INTO "group_member" VALUES(15,2,9);
INSERT INTO "group_member" VALUES(16,2,10);
INSERT INTO "group_member" VALUES(17,2,11);
INSERT INTO "group_member" VALUES(18,2,12);
INSERT INTO "group_member" VALUES(19,2,13);
INSERT INTO "group_member" VALUES(20,2,14);
INSERT INTO "group_member" VALUES(21,3,15);
INSERT INTO "group_member" VALUES(22,3,16);
INSERT INTO "group_member" VALUES(23,3,17);
INSERT INTO "group_member" VALUES(24,3,18);
INSERT INTO "group_member" VALUES(25,3,19);
INSERT INTO "group_member" VALUES(26,3,20);
INSERT INTO "group_member" VALUES(27,4,21);
INSERT INTO "group_member" VALUES(28,4,22);
INSERT INTO "group_member" VALUES(29,4,23);
INSERT INTO "group_member" VALUES(30,4,24);
INSERT INTO "group_member" VALUES(31,4,25);
INSERT INTO "group_member" VALUES(32,4,26);
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
INSERT INTO "indicator" VALUES(1,1,3,'全市技能人才总量','>=',18,NULL,'万人','2030-12-31','','level','全市技能人才总量达到18万人以上',493,509);
INSERT INTO "indicator" VALUES(2,1,3,'高技能人才总量','>=',6,NULL,'万人','2030-12-31','','level','其中高技能人才总量达到6万人以上',510,526);
INSERT INTO "indicator" VALUES(3,1,3,'五年累计新增高技能人才','>=',1.2,NULL,'万人','2030-12-31','','increase','五年累计新增高技能人才1.2万人以上',527,545);
INSERT INTO "indicator" VALUES(4,1,4,'培育省级以上工匠','=',20,NULL,'名','2030-12-31','','increase','力争培育省级以上工匠20名',578,591);
INSERT INTO "indicator" VALUES(5,1,4,'一线职工占市级劳动模范的比例','>=',45,NULL,'%','2030-12-31','','level','一线职工占市级劳动模范的比例不低于45%',592,612);
INSERT INTO "indicator" VALUES(6,1,5,'市级职工技能竞赛','>=',12,NULL,'场',NULL,'yearly','level','每年举办市级职工技能竞赛不少于12场',638,656);
INSERT INTO "indicator" VALUES(7,1,5,'参赛职工','>=',2,NULL,'万人次',NULL,'yearly','level','参赛职工不少于2万人次',657,668);
INSERT INTO "indicator" VALUES(8,1,6,'建设省级产教融合试点园区','range',1,2,'个','2030-12-31','','increase','建设1—2个省级产教融合试点园区',701,717);
INSERT INTO "indicator" VALUES(9,1,7,'集体协商建制率','>=',85,NULL,'%',NULL,'','level','集体协商建制率动态保持在85%以上',743,760);
INSERT INTO "indicator" VALUES(10,1,7,'筹集职工帮扶资金','>=',3000,NULL,'万元','2030-12-31','','level','筹集职工帮扶资金3000万元以上',768,784);
INSERT INTO "indicator" VALUES(11,2,13,'走访试点企业','=',6,NULL,'家',NULL,'','level','走访6家试点企业',442,450);
INSERT INTO "indicator" VALUES(12,2,16,'征集成果','>=',300,NULL,'项',NULL,'','level','征集成果300项以上',668,678);
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
CREATE TABLE notice (
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
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	CONSTRAINT uq_notice_assignment_id_in_force_rung_occasion UNIQUE (assignment_id, in_force, rung, occasion)
);
INSERT INTO "notice" VALUES(1,1,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(2,2,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(3,3,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(4,4,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(5,5,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(6,6,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(7,7,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(8,8,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(9,9,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(10,10,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(11,11,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(12,12,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(13,13,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(14,14,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(15,15,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(16,16,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(17,17,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(18,18,'2028-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(19,19,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(20,20,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(21,21,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(22,22,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(23,23,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(24,24,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(25,25,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(26,26,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(27,27,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(28,28,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(29,29,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(30,30,'2026-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(31,31,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(32,32,'2030-12-31','assignment','','assignment','contact','2026-03-10',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(33,3,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(34,5,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(35,6,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(36,7,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(37,8,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(38,9,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(39,10,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(40,11,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(41,12,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(42,13,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(43,14,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(44,15,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(45,16,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(46,17,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(47,18,'2028-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(48,19,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(49,20,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(50,21,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(51,22,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(52,23,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(53,24,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(54,25,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(55,26,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(56,27,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(57,28,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(58,29,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(59,30,'2026-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(60,31,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(61,32,'2030-12-31','accept','','reminder','contact','2026-03-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(62,33,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(63,34,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(64,35,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(65,36,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(66,37,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(67,38,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(68,39,'2026-04-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(69,40,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(70,41,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(71,42,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(72,43,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(73,44,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(74,45,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(75,46,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(76,47,'2026-06-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(77,48,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(78,49,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(79,50,'','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(80,51,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(81,52,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(82,53,'2026-09-30','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(83,54,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(84,55,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(85,56,'2026-06-26','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(86,57,'2026-05-20','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(87,58,'2026-05-20','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(88,59,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(89,60,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(90,61,'2026-05-15','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(91,62,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(92,63,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(93,64,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(94,65,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(95,66,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(96,67,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(97,68,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(98,69,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(99,70,'2026-10-31','assignment','','assignment','contact','2026-03-16',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(100,40,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(101,41,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(102,42,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(103,43,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(104,44,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(105,45,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(106,46,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(107,47,'2026-06-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(108,51,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(109,52,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(110,53,'2026-09-30','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(111,54,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(112,55,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(113,56,'2026-06-26','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(114,57,'2026-05-20','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(115,58,'2026-05-20','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(116,59,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(117,60,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(118,61,'2026-05-15','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(119,62,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(120,63,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(121,64,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(122,65,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(123,66,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(124,67,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(125,68,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(126,69,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(127,70,'2026-10-31','accept','','reminder','contact','2026-03-18',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(128,37,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(129,38,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(130,39,'2026-04-30','third-left','','reminder','contact','2026-04-17',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(131,37,'2026-04-30','three-days','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(132,38,'2026-04-30','three-days','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(133,39,'2026-04-30','three-days','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(134,59,'2026-05-15','third-left','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(135,60,'2026-05-15','third-left','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(136,61,'2026-05-15','third-left','','reminder','contact','2026-04-27',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(137,37,'2026-04-30','closure','134','closure','contact','2026-04-29',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(138,38,'2026-04-30','due-day','','reminder','contact','2026-04-30',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(139,39,'2026-04-30','closure','135','closure','contact','2026-04-30',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(140,38,'2026-04-30','chaser','','chaser','leader','2026-05-06',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(141,57,'2026-05-20','third-left','','reminder','contact','2026-05-06',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(142,58,'2026-05-20','third-left','','reminder','contact','2026-05-06',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(143,38,'2026-04-30','return','137','return','contact','2026-05-11',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(144,38,'2026-04-30','order','','order','leader','2026-05-12',1,'standard 2026.1',1,'',NULL);
INSERT INTO "notice" VALUES(145,60,'2026-05-15','three-days','','reminder','contact','2026-05-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(146,61,'2026-05-15','three-days','','reminder','contact','2026-05-12',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(147,59,'2026-05-15','closure','141','closure','contact','2026-05-14',0,'',0,'',NULL);
INSERT INTO "notice" VALUES(148,57,'2026-05-20','three-days','','reminder','contact','2026-05-15',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(149,58,'2026-05-20','three-days','','reminder','contact','2026-05-15',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(150,61,'2026-05-15','due-day','','reminder','contact','2026-05-15',0,'standard 2026.1',0,'',NULL);
INSERT INTO "notice" VALUES(151,60,'2026-05-15','closure','143','closure','contact','2026-05-15',0,'',0,'',NULL);
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
	"by" VARCHAR(60) NOT NULL, 
	CONSTRAINT pk_progress_update PRIMARY KEY (id), 
	CONSTRAINT fk_progress_update_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "progress_update" VALUES(1,37,'2026-04-10',50,'已向312家规模以上企业下发填报通知，收回176份。','部分小微企业没有专职人事人员，填报较慢。','分片上门辅导，4月25日前收齐。','','2026-04-10 02:00:00.000000','纪明轩');
INSERT INTO "progress_update" VALUES(2,58,'2026-05-13',80,'已协调职业院校教室4间、教师9名，3个班已经开课。','第4个班的报名人数不足。','与望川区企业对接，扩大招生。','','2026-05-13 02:00:00.000000','蒋若溪');
INSERT INTO "progress_update" VALUES(3,54,'2026-05-14',50,'已走访江临机床等3家企业，形成问题清单3份。','','','','2026-05-14 02:00:00.000000','苏望舒');
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
CREATE TABLE return (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_return PRIMARY KEY (id), 
	CONSTRAINT fk_return_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "return" VALUES(1,38,'2026-05-11','王敏','名录缺少中小企业部分，请补齐后重新报送。');
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
CREATE TABLE task (
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
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_task_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id), 
	CONSTRAINT uq_task_draft_id UNIQUE (draft_id), 
	CONSTRAINT uq_task_number UNIQUE (number)
);
INSERT INTO "task" VALUES(1,1,1,'2026-001','二-1','把《规划》任务列入年度工作要点，2026年至2030年','市总工会、市人社局、市国资委和各县（区）产改办要把《规划》任务列入年度工作要点，2026年至2030年，每年12月底前将当年任务完成情况和下一年度工作安排报市产改办。',297,380,'[{"phrase": "\u6bcf\u5e7412\u6708\u5e95\u524d", "start": 349, "end": 356, "due": ["2026-12-31"], "recurrence": "yearly", "since": "2026-01-01", "until": "2030-12-31", "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u6bcf\u5e7412\u6708\u5e95\u524d\u201d\uff1a\u6bcf\u5e74\u4e00\u6b21\uff0c\u81ea2026\u5e741\u67081\u65e5\u8d77\uff0c\u81f32030\u5e7412\u670831\u65e5\u6b62\uff0c\u9996\u6b21\u4e3a2026\u5e7412\u670831\u65e5\uff08\u5468\u56db\uff09", "kind": "recurring", "rule": "every", "slots": [{"month": 11, "day": 31, "weekday": null, "workdays": null}], "provisional": false, "starts_on": "2026-03-10"}]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(2,1,2,'2026-002','三-1','在2028年末和2030年末开展《规划》实施情况中期评估和总体评估','市总工会、市人社局、市国资委和各县（区）产改办要分别在2028年末和2030年末开展《规划》实施情况中期评估和总体评估，并将评估报告报市产改办。',392,464,'[]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(3,1,3,'2026-003','四（一）','队伍规模稳步扩大','（一）队伍规模稳步扩大。到2030年，全市技能人才总量达到18万人以上，其中高技能人才总量达到6万人以上；五年累计新增高技能人才1.2万人以上。（责任单位：市人社局）',474,557,'[]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(4,1,4,'2026-004','四（二）','示范引领更加有力','（二）示范引领更加有力。到2030年，力争培育省级以上工匠20名，一线职工占市级劳动模范的比例不低于45%。（责任单位：市总工会）',559,624,'[]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(5,1,5,'2026-005','四（三）','技能竞赛蓬勃开展','（三）技能竞赛蓬勃开展。每年举办市级职工技能竞赛不少于12场，参赛职工不少于2万人次。（责任单位：市总工会）',626,680,'[{"phrase": "\u6bcf\u5e74", "start": 638, "end": 640, "due": [], "recurrence": "yearly", "since": null, "until": "2030-12-31", "ongoing": false, "alternatives": [], "problem": null, "reading": "\u201c\u6bcf\u5e74\u201d\uff1a\u6bcf\u5e74\u4e00\u6b21\uff0c\u672a\u5199\u660e\u65e5\u671f\uff0c\u767b\u8bb0\u65f6\u6309\u671f\u672b\u5b89\u6392\uff1b\u968f\u89c4\u5212\u671f\u52302030\u5e74\u5e95\u4e3a\u6b62", "kind": "recurring", "rule": "every", "slots": [{"month": 11, "day": 31, "weekday": null, "workdays": null}], "provisional": false, "starts_on": "2026-03-10"}]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(6,1,6,'2026-006','四（四）','产教融合不断深入','（四）产教融合不断深入。到2030年，建设1—2个省级产教融合试点园区。（责任单位：市教育局）',682,729,'[]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(7,1,7,'2026-007','四（五）','权益保障更加充分','（五）权益保障更加充分。集体协商建制率动态保持在85%以上；到2030年，筹集职工帮扶资金3000万元以上。（责任单位：市总工会）',731,796,'[]','2026-03-10 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(8,2,8,'2026-008','1','建设江临工匠学院','建设江临工匠学院
完成学院选址论证，编制首批6门课程大纲',126,195,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(9,2,9,'2026-009','2','摸清技能人才底数','摸清技能人才底数
组织企业填报技能人才基础信息，形成全市汇总表',196,258,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(10,2,10,'2026-010','3','提升职工之家服务','提升职工之家服务
每个县区打造1个标准化职工之家',259,318,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(11,2,11,'2026-011','4','联动处置欠薪线索','联动处置欠薪线索
建立线索移交机制，做到接报即转、转办有果',319,371,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(12,2,12,'2026-012','5','建设产业工人信息库','建设产业工人信息库
整合用工、培训、评价数据，开发查询功能',372,428,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(13,2,13,'2026-013','6','开展试点企业蹲点调研','开展试点企业蹲点调研
走访6家试点企业，每家形成1份问题清单',429,488,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(14,2,14,'2026-014','8','关爱青年工人和女职工','关爱青年工人和女职工
开办青年工人夜校，首期开设4个班',489,542,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(15,2,15,'2026-015','9','关爱青年工人和女职工','关爱青年工人和女职工
设立女职工关爱服务点，为一线女职工提供维权咨询',543,603,'[]','2026-03-16 01:00:00.000000','王敏');
INSERT INTO "task" VALUES(16,2,16,'2026-016','10','评选职工“五小”创新成果','评选职工“五小”创新成果
征集小发明、小创造等成果，组织现场评审',604,679,'[]','2026-03-16 01:00:00.000000','王敏');
CREATE TABLE task_unit (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	as_written TEXT NOT NULL, 
	CONSTRAINT pk_task_unit PRIMARY KEY (id), 
	CONSTRAINT fk_task_unit_task_id_task FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_task_unit_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_task_unit_task_id_unit_id UNIQUE (task_id, unit_id)
);
INSERT INTO "task_unit" VALUES(1,1,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(2,1,4,'responsible','市人社局');
INSERT INTO "task_unit" VALUES(3,1,5,'responsible','市国资委');
INSERT INTO "task_unit" VALUES(4,1,15,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(5,1,16,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(6,1,17,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(7,1,18,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(8,1,19,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(9,1,20,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(10,2,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(11,2,4,'responsible','市人社局');
INSERT INTO "task_unit" VALUES(12,2,5,'responsible','市国资委');
INSERT INTO "task_unit" VALUES(13,2,15,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(14,2,16,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(15,2,17,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(16,2,18,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(17,2,19,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(18,2,20,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(19,3,4,'responsible','市人社局');
INSERT INTO "task_unit" VALUES(20,4,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(21,5,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(22,6,7,'responsible','市教育局');
INSERT INTO "task_unit" VALUES(23,7,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(24,8,3,'lead','市总工会');
INSERT INTO "task_unit" VALUES(25,8,7,'responsible','市教育局');
INSERT INTO "task_unit" VALUES(26,8,4,'responsible','市人社局');
INSERT INTO "task_unit" VALUES(27,8,21,'supporting','江临机床');
INSERT INTO "task_unit" VALUES(28,9,4,'lead','市人社局');
INSERT INTO "task_unit" VALUES(29,9,6,'responsible','市工信局');
INSERT INTO "task_unit" VALUES(30,9,5,'responsible','市国资委');
INSERT INTO "task_unit" VALUES(31,10,3,'lead','市总工会');
INSERT INTO "task_unit" VALUES(32,10,15,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(33,10,16,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(34,10,17,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(35,10,18,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(36,10,19,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(37,10,20,'responsible','各县（区）产改办');
INSERT INTO "task_unit" VALUES(38,10,13,'supporting','团市委');
INSERT INTO "task_unit" VALUES(39,11,4,'lead','市人社局');
INSERT INTO "task_unit" VALUES(40,11,10,'responsible','市住建局');
INSERT INTO "task_unit" VALUES(41,11,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(42,12,6,'lead','市工信局');
INSERT INTO "task_unit" VALUES(43,12,4,'responsible','市人社局');
INSERT INTO "task_unit" VALUES(44,12,9,'responsible','市大数据中心');
INSERT INTO "task_unit" VALUES(45,13,3,'lead','市总工会');
INSERT INTO "task_unit" VALUES(46,13,5,'responsible','市国资委');
INSERT INTO "task_unit" VALUES(47,13,12,'responsible','市工商联');
INSERT INTO "task_unit" VALUES(48,14,13,'lead','团市委');
INSERT INTO "task_unit" VALUES(49,14,7,'responsible','市教育局');
INSERT INTO "task_unit" VALUES(50,15,14,'lead','市妇联');
INSERT INTO "task_unit" VALUES(51,15,3,'responsible','市总工会');
INSERT INTO "task_unit" VALUES(52,15,30,'responsible','竹岭纺织');
INSERT INTO "task_unit" VALUES(53,16,3,'lead','市总工会');
INSERT INTO "task_unit" VALUES(54,16,9,'responsible','市科技局');
INSERT INTO "task_unit" VALUES(55,16,21,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(56,16,22,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(57,16,23,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(58,16,27,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(59,16,28,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(60,16,29,'responsible','试点企业');
INSERT INTO "task_unit" VALUES(61,16,12,'supporting','市工商联');
CREATE TABLE transition (
	id INTEGER NOT NULL, 
	assignment_id INTEGER NOT NULL, 
	move VARCHAR(24) NOT NULL, 
	"before" VARCHAR(24), 
	"after" VARCHAR(24) NOT NULL, 
	at DATETIME NOT NULL, 
	"on" DATE NOT NULL, 
	"by" VARCHAR(60) NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_transition PRIMARY KEY (id), 
	CONSTRAINT fk_transition_assignment_id_assignment FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "transition" VALUES(1,1,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(2,2,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(3,3,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(4,4,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(5,5,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(6,6,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(7,7,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(8,8,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(9,9,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(10,10,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(11,11,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(12,12,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(13,13,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(14,14,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(15,15,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(16,16,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(17,17,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(18,18,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(19,19,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(20,20,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(21,21,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(22,22,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(23,23,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(24,24,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(25,25,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(26,26,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(27,27,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(28,28,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(29,29,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(30,30,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(31,31,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(32,32,'assign',NULL,'assigned','2026-03-10 01:00:00.000000','2026-03-10','王敏','');
INSERT INTO "transition" VALUES(33,1,'accept','assigned','underway','2026-03-11 02:00:00.000000','2026-03-11','苏望舒','');
INSERT INTO "transition" VALUES(34,2,'accept','assigned','underway','2026-03-11 02:00:00.000000','2026-03-11','纪明轩','');
INSERT INTO "transition" VALUES(35,4,'accept','assigned','underway','2026-03-11 02:00:00.000000','2026-03-11','田野青','');
INSERT INTO "transition" VALUES(36,28,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','纪明轩','');
INSERT INTO "transition" VALUES(37,29,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','苏望舒','');
INSERT INTO "transition" VALUES(38,30,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','苏望舒','');
INSERT INTO "transition" VALUES(39,32,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','苏望舒','');
INSERT INTO "transition" VALUES(40,10,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','苏望舒','');
INSERT INTO "transition" VALUES(41,19,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','苏望舒','');
INSERT INTO "transition" VALUES(42,11,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','纪明轩','');
INSERT INTO "transition" VALUES(43,20,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','纪明轩','');
INSERT INTO "transition" VALUES(44,13,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','田野青','');
INSERT INTO "transition" VALUES(45,22,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','田野青','');
INSERT INTO "transition" VALUES(46,14,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','廖星河','');
INSERT INTO "transition" VALUES(47,23,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','廖星河','');
INSERT INTO "transition" VALUES(48,31,'accept','assigned','underway','2026-03-13 02:00:00.000000','2026-03-13','蒋若溪','');
INSERT INTO "transition" VALUES(49,33,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(50,34,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(51,35,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(52,36,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(53,37,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(54,38,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(55,39,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(56,40,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(57,41,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(58,42,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(59,43,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(60,44,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(61,45,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(62,46,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(63,47,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(64,48,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(65,49,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(66,50,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(67,51,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(68,52,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(69,53,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(70,54,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(71,55,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(72,56,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(73,57,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(74,58,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(75,59,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(76,60,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(77,61,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(78,62,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(79,63,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(80,64,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(81,65,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(82,66,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(83,67,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(84,68,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(85,69,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(86,70,'assign',NULL,'assigned','2026-03-16 01:00:00.000000','2026-03-16','王敏','');
INSERT INTO "transition" VALUES(87,3,'accept','assigned','underway','2026-03-16 02:00:00.000000','2026-03-16','邵云帆','');
INSERT INTO "transition" VALUES(88,5,'accept','assigned','underway','2026-03-16 02:00:00.000000','2026-03-16','廖星河','');
INSERT INTO "transition" VALUES(89,7,'accept','assigned','underway','2026-03-16 02:00:00.000000','2026-03-16','侯晓棠','');
INSERT INTO "transition" VALUES(90,9,'accept','assigned','underway','2026-03-16 02:00:00.000000','2026-03-16','雷雨桐','');
INSERT INTO "transition" VALUES(91,37,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','');
INSERT INTO "transition" VALUES(92,38,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','贺子昂','');
INSERT INTO "transition" VALUES(93,39,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','邵云帆','');
INSERT INTO "transition" VALUES(94,33,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','苏望舒','');
INSERT INTO "transition" VALUES(95,34,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','蒋若溪','');
INSERT INTO "transition" VALUES(96,35,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','');
INSERT INTO "transition" VALUES(97,36,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','毕成林','');
INSERT INTO "transition" VALUES(98,48,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','纪明轩','');
INSERT INTO "transition" VALUES(99,49,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','韩亦辰','');
INSERT INTO "transition" VALUES(100,50,'accept','assigned','underway','2026-03-17 02:00:00.000000','2026-03-17','苏望舒','');
INSERT INTO "transition" VALUES(101,57,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','夏知新','');
INSERT INTO "transition" VALUES(102,58,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','蒋若溪','');
INSERT INTO "transition" VALUES(103,59,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','姜语禾','');
INSERT INTO "transition" VALUES(104,60,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','苏望舒','');
INSERT INTO "transition" VALUES(105,40,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','苏望舒','');
INSERT INTO "transition" VALUES(106,41,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','田野青','');
INSERT INTO "transition" VALUES(107,42,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','廖星河','');
INSERT INTO "transition" VALUES(108,44,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','侯晓棠','');
INSERT INTO "transition" VALUES(109,47,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','夏知新','');
INSERT INTO "transition" VALUES(110,51,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','贺子昂','');
INSERT INTO "transition" VALUES(111,52,'accept','assigned','underway','2026-03-18 02:00:00.000000','2026-03-18','纪明轩','');
INSERT INTO "transition" VALUES(112,54,'accept','assigned','underway','2026-03-19 02:00:00.000000','2026-03-19','苏望舒','');
INSERT INTO "transition" VALUES(113,56,'accept','assigned','underway','2026-03-19 02:00:00.000000','2026-03-19','白若川','');
INSERT INTO "transition" VALUES(114,12,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','邵云帆','');
INSERT INTO "transition" VALUES(115,21,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','邵云帆','');
INSERT INTO "transition" VALUES(116,16,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','侯晓棠','');
INSERT INTO "transition" VALUES(117,25,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','侯晓棠','');
INSERT INTO "transition" VALUES(118,18,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','雷雨桐','');
INSERT INTO "transition" VALUES(119,27,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','雷雨桐','');
INSERT INTO "transition" VALUES(120,61,'accept','assigned','underway','2026-03-23 02:00:00.000000','2026-03-23','郁金堂','');
INSERT INTO "transition" VALUES(121,43,'accept','assigned','underway','2026-03-24 02:00:00.000000','2026-03-24','唐以宁','');
INSERT INTO "transition" VALUES(122,46,'accept','assigned','underway','2026-03-24 02:00:00.000000','2026-03-24','雷雨桐','');
INSERT INTO "transition" VALUES(123,53,'accept','assigned','underway','2026-03-25 02:00:00.000000','2026-03-25','林见深','');
INSERT INTO "transition" VALUES(124,62,'accept','assigned','underway','2026-03-26 02:00:00.000000','2026-03-26','苏望舒','');
INSERT INTO "transition" VALUES(125,63,'accept','assigned','underway','2026-03-26 02:00:00.000000','2026-03-26','林见深','');
INSERT INTO "transition" VALUES(126,64,'accept','assigned','underway','2026-03-26 02:00:00.000000','2026-03-26','毕成林','');
INSERT INTO "transition" VALUES(127,65,'accept','assigned','underway','2026-03-26 02:00:00.000000','2026-03-26','安书言','');
INSERT INTO "transition" VALUES(128,66,'accept','assigned','underway','2026-03-27 02:00:00.000000','2026-03-27','左以恒','');
INSERT INTO "transition" VALUES(129,67,'accept','assigned','underway','2026-03-27 02:00:00.000000','2026-03-27','阮星阑','');
INSERT INTO "transition" VALUES(130,70,'accept','assigned','underway','2026-03-27 02:00:00.000000','2026-03-27','白若川','');
INSERT INTO "transition" VALUES(131,37,'report','underway','underway','2026-04-10 02:00:00.000000','2026-04-10','纪明轩','已向312家规模以上企业下发填报通知，收回176份。');
INSERT INTO "transition" VALUES(132,37,'submit','underway','submitted','2026-04-27 02:00:00.000000','2026-04-27','纪明轩','收回企业填报信息309份，全市技能人才基础信息汇总表已完成。');
INSERT INTO "transition" VALUES(133,39,'submit','underway','submitted','2026-04-28 02:00:00.000000','2026-04-28','邵云帆','6家市属企业技能人才信息已全部填报并核对。');
INSERT INTO "transition" VALUES(134,37,'close','submitted','closed','2026-04-29 02:00:00.000000','2026-04-29','王敏','汇总表已抽查20家企业，数据一致，同意销号。');
INSERT INTO "transition" VALUES(135,39,'close','submitted','closed','2026-04-30 02:00:00.000000','2026-04-30','王敏','数据完整，同意销号。');
INSERT INTO "transition" VALUES(136,38,'submit','underway','submitted','2026-05-06 02:00:00.000000','2026-05-06','贺子昂','已报送重点工业企业名录及用工情况。');
INSERT INTO "transition" VALUES(137,38,'send_back','submitted','underway','2026-05-11 02:00:00.000000','2026-05-11','王敏','名录缺少中小企业部分，请补齐后重新报送。');
INSERT INTO "transition" VALUES(138,59,'submit','underway','submitted','2026-05-11 02:00:00.000000','2026-05-11','姜语禾','女职工关爱服务点12个已全部挂牌，首月接待咨询83人次。');
INSERT INTO "transition" VALUES(139,60,'submit','underway','submitted','2026-05-13 02:00:00.000000','2026-05-13','苏望舒','已选派12名法律援助志愿者到服务点轮值。');
INSERT INTO "transition" VALUES(140,58,'report','underway','underway','2026-05-13 02:00:00.000000','2026-05-13','蒋若溪','已协调职业院校教室4间、教师9名，3个班已经开课。');
INSERT INTO "transition" VALUES(141,59,'close','submitted','closed','2026-05-14 02:00:00.000000','2026-05-14','王敏','已到现场查看3个服务点，同意销号。');
INSERT INTO "transition" VALUES(142,54,'report','underway','underway','2026-05-14 02:00:00.000000','2026-05-14','苏望舒','已走访江临机床等3家企业，形成问题清单3份。');
INSERT INTO "transition" VALUES(143,60,'close','submitted','closed','2026-05-15 02:00:00.000000','2026-05-15','王敏','志愿者轮值表已核对，同意销号。');
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	short_name VARCHAR(40) NOT NULL, 
	level VARCHAR(24) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	parent_id INTEGER, 
	is_member BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT fk_unit_parent_id_unit FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_name UNIQUE (name)
);
INSERT INTO "unit" VALUES(1,'中共江临市委组织部','市委组织部','department','党委部门',NULL,1,0);
INSERT INTO "unit" VALUES(2,'中共江临市委宣传部','市委宣传部','department','党委部门',NULL,1,1);
INSERT INTO "unit" VALUES(3,'江临市总工会','市总工会','department','群团组织',NULL,1,2);
INSERT INTO "unit" VALUES(4,'江临市人力资源和社会保障局','市人社局','department','政府部门',NULL,1,3);
INSERT INTO "unit" VALUES(5,'江临市人民政府国有资产监督管理委员会','市国资委','department','政府部门',NULL,1,4);
INSERT INTO "unit" VALUES(6,'江临市工业和信息化局','市工信局','department','政府部门',NULL,1,5);
INSERT INTO "unit" VALUES(7,'江临市教育局','市教育局','department','政府部门',NULL,1,6);
INSERT INTO "unit" VALUES(8,'江临市财政局','市财政局','department','政府部门',NULL,1,7);
INSERT INTO "unit" VALUES(9,'江临市科学技术局','市科技局','department','政府部门',NULL,1,8);
INSERT INTO "unit" VALUES(10,'江临市住房和城乡建设局','市住建局','department','政府部门',NULL,1,9);
INSERT INTO "unit" VALUES(11,'江临市应急管理局','市应急局','department','政府部门',NULL,1,10);
INSERT INTO "unit" VALUES(12,'江临市工商业联合会','市工商联','department','群团组织',NULL,1,11);
INSERT INTO "unit" VALUES(13,'共青团江临市委员会','团市委','department','群团组织',NULL,1,12);
INSERT INTO "unit" VALUES(14,'江临市妇女联合会','市妇联','department','群团组织',NULL,1,13);
INSERT INTO "unit" VALUES(15,'东泽区产业工人队伍建设改革协调小组办公室','东泽区产改办','county','县区产改办',NULL,0,14);
INSERT INTO "unit" VALUES(16,'望川区产业工人队伍建设改革协调小组办公室','望川区产改办','county','县区产改办',NULL,0,15);
INSERT INTO "unit" VALUES(17,'青峦县产业工人队伍建设改革协调小组办公室','青峦县产改办','county','县区产改办',NULL,0,16);
INSERT INTO "unit" VALUES(18,'竹岭县产业工人队伍建设改革协调小组办公室','竹岭县产改办','county','县区产改办',NULL,0,17);
INSERT INTO "unit" VALUES(19,'白鹭县产业工人队伍建设改革协调小组办公室','白鹭县产改办','county','县区产改办',NULL,0,18);
INSERT INTO "unit" VALUES(20,'江临经济技术开发区产业工人队伍建设改革协调小组办公室','经开区产改办','county','县区产改办',NULL,0,19);
INSERT INTO "unit" VALUES(21,'江临机床集团有限公司','江临机床','enterprise','国有企业',5,0,20);
INSERT INTO "unit" VALUES(22,'江临港务集团有限公司','江临港务','enterprise','国有企业',5,0,21);
INSERT INTO "unit" VALUES(23,'江临轨道装备有限公司','江轨装备','enterprise','国有企业',5,0,22);
INSERT INTO "unit" VALUES(24,'江临建工集团有限公司','江临建工','enterprise','国有企业',5,0,23);
INSERT INTO "unit" VALUES(25,'江临公共交通集团有限公司','市公交集团','enterprise','国有企业',5,0,24);
INSERT INTO "unit" VALUES(26,'江临水务集团有限公司','江临水务','enterprise','国有企业',5,0,25);
INSERT INTO "unit" VALUES(27,'江临青峦新材料有限公司','青峦新材料','enterprise','非公有制企业',17,0,26);
INSERT INTO "unit" VALUES(28,'江临望川电子有限公司','望川电子','enterprise','非公有制企业',16,0,27);
INSERT INTO "unit" VALUES(29,'江临经开智能仪表有限公司','智能仪表公司','enterprise','非公有制企业',20,0,28);
INSERT INTO "unit" VALUES(30,'江临竹岭纺织有限公司','竹岭纺织','enterprise','非公有制企业',18,0,29);
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
INSERT INTO "user" VALUES(4,'rsj','纪明轩','unit',4,'(not a password)',1);
INSERT INTO "user" VALUES(5,'dongze','田野青','unit',15,'(not a password)',1);
INSERT INTO "user" VALUES(6,'wangchuan','冉清和','unit',28,'(not a password)',1);
CREATE INDEX ix_job_status ON job (status);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_alias_unit_id ON alias (unit_id);
CREATE INDEX ix_contact_unit_id ON contact (unit_id);
CREATE INDEX ix_draft_document_id ON draft (document_id);
CREATE INDEX ix_group_member_group_id ON group_member (group_id);
CREATE INDEX ix_group_member_unit_id ON group_member (unit_id);
CREATE INDEX ix_delivery_contact_id ON delivery (contact_id);
CREATE INDEX ix_delivery_day ON delivery (day);
CREATE INDEX ix_delivery_status ON delivery (status);
CREATE INDEX ix_doubt_document_id ON doubt (document_id);
CREATE INDEX ix_doubt_draft_id ON doubt (draft_id);
CREATE INDEX ix_sign_in_user_id ON sign_in (user_id);
CREATE INDEX ix_task_document_id ON task (document_id);
CREATE INDEX ix_indicator_document_id ON indicator (document_id);
CREATE INDEX ix_indicator_task_id ON indicator (task_id);
CREATE INDEX ix_task_unit_task_id ON task_unit (task_id);
CREATE INDEX ix_task_unit_unit_id ON task_unit (unit_id);
CREATE INDEX ix_assignment_deadline_id ON assignment (deadline_id);
CREATE INDEX ix_assignment_status ON assignment (status);
CREATE INDEX ix_assignment_task_id ON assignment (task_id);
CREATE INDEX ix_assignment_unit_id ON assignment (unit_id);
CREATE INDEX ix_reading_indicator_id ON reading (indicator_id);
CREATE INDEX ix_reading_unit_id ON reading (unit_id);
CREATE UNIQUE INDEX uq_reading_of_the_office ON reading (indicator_id, as_of) WHERE unit_id IS NULL;
CREATE INDEX ix_closure_assignment_id ON closure (assignment_id);
CREATE INDEX ix_notice_assignment_id ON notice (assignment_id);
CREATE INDEX ix_notice_raised_on ON notice (raised_on);
CREATE INDEX ix_progress_update_assignment_id ON progress_update (assignment_id);
CREATE INDEX ix_return_assignment_id ON return (assignment_id);
CREATE INDEX ix_transition_assignment_id ON transition (assignment_id);
CREATE INDEX ix_delivery_item_delivery_id ON delivery_item (delivery_id);
CREATE INDEX ix_delivery_item_notice_id ON delivery_item (notice_id);
CREATE INDEX ix_deadline_due_on ON deadline (due_on);
CREATE INDEX ix_deadline_task_id ON deadline (task_id);
COMMIT;
