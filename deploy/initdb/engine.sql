-- 引擎自己的数据库，与督办的数据分开。
CREATE DATABASE duban_engine;
