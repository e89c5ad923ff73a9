DROP TABLE storage_rule_tags;
DROP TABLE storage_rules;
