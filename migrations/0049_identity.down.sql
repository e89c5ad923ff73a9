DROP FUNCTION internal.tenant_of_provider(text);
DELETE FROM permissions WHERE code = 'identity.manage';
DROP TABLE user_identities;
DROP TABLE identity_providers;
