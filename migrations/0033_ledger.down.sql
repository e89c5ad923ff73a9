DELETE FROM permissions WHERE code LIKE 'ledger.%';
DROP TABLE ledger_entries;
DROP FUNCTION internal.require_balance();
DROP TABLE ledger_accounts;
