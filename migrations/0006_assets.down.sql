DROP TABLE user_role_scopes;
DROP TABLE equipment;
DROP VIEW machines_current_status;
DROP TABLE machine_status;
DROP TABLE machines;
DROP TABLE factories;
