DROP FUNCTION internal.tenant_id_of(text);
DROP FUNCTION internal.found_tenant(text);
DROP TABLE refresh_tokens;
DROP TABLE user_roles;
DROP TABLE role_permissions;
DROP TABLE permissions;
DROP TABLE roles;
DROP TABLE users;
