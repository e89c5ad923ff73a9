DROP TABLE alarm_states;
DROP TABLE alarm_definitions;
