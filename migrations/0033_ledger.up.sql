CREATE TABLE ledger_accounts (
  LIKE internal.standard_columns INCLUDING ALL,
  code      text NOT NULL CHECK (code <> ''),
  name      text NOT NULL CHECK (name <> ''),
  kind      text NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
  part_of_id uuid,
  active    boolean NOT NULL DEFAULT true,
  CONSTRAINT ledger_accounts_part_of FOREIGN KEY (tenant_id, part_of_id) REFERENCES ledger_accounts (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_accounts_are_no_part_of_themselves CHECK (part_of_id <> id)
);
CREATE UNIQUE INDEX ledger_accounts_code_in_tenant ON ledger_accounts (tenant_id, code) WHERE deleted_at IS NULL;
CREATE INDEX ledger_accounts_parts ON ledger_accounts (tenant_id, part_of_id) WHERE part_of_id IS NOT NULL;
CALL internal.tenant_table('ledger_accounts', $$
Chart of accounts.
code: Unique within the tenant.
name: For people.
kind: Where it stands in the balance.
part_of_id: The account that sums it up.
active: False when nothing more is booked on it.
$$);

CREATE TABLE ledger_entries (
  LIKE internal.standard_columns INCLUDING ALL,
  ledger_account_id uuid NOT NULL,
  booking_id        uuid NOT NULL,
  booked_on         date NOT NULL,
  description       text NOT NULL DEFAULT '',
  debit             amount NOT NULL DEFAULT 0,
  credit            amount NOT NULL DEFAULT 0,
  currency          currency_code NOT NULL,
  invoice_id        uuid,
  payroll_run_id    uuid,
  well_id           uuid,
  CONSTRAINT ledger_entries_on_account FOREIGN KEY (tenant_id, ledger_account_id) REFERENCES ledger_accounts (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_invoice FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_payroll FOREIGN KEY (tenant_id, payroll_run_id) REFERENCES payroll_runs (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_for_well FOREIGN KEY (tenant_id, well_id) REFERENCES wells (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT ledger_entries_have_one_side CHECK (debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0))
);
CREATE INDEX ledger_entries_newest_of_account ON ledger_entries (tenant_id, ledger_account_id, booked_on DESC);
CREATE INDEX ledger_entries_by_booking ON ledger_entries (tenant_id, booking_id);
CREATE INDEX ledger_entries_by_invoice ON ledger_entries (tenant_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX ledger_entries_by_payroll ON ledger_entries (tenant_id, payroll_run_id) WHERE payroll_run_id IS NOT NULL;
CREATE INDEX ledger_entries_by_well ON ledger_entries (tenant_id, well_id) WHERE well_id IS NOT NULL;
CALL internal.tenant_table('ledger_entries', $$
Double-entry bookkeeping: entries with one booking_id balance.
ledger_account_id: The account.
booking_id: The same for all entries that were booked together.
booked_on: Day of the booking.
description: Purpose.
debit: One of debit and credit is above zero.
credit: One of debit and credit is above zero.
currency: Currency of the entry.
invoice_id: The invoice that it books.
payroll_run_id: The pay day that it books.
well_id: The well that it is charged to.
$$);

-- Looked at when the transaction ends, so that its entries may come one by one.
CREATE FUNCTION internal.require_balance() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  booking uuid := coalesce(NEW.booking_id, OLD.booking_id);
  off_by  text;
BEGIN
  SELECT string_agg(format('%s %s', sum, currency), ', ') INTO off_by FROM (
    SELECT currency, sum(debit::numeric - credit::numeric) AS sum FROM public.ledger_entries
    WHERE booking_id = booking AND deleted_at IS NULL GROUP BY currency) AS balance
  WHERE sum <> 0;
  IF off_by IS NOT NULL THEN
    RAISE EXCEPTION 'booking % does not balance: debit less credit is %', booking, off_by
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entries_balance', TABLE = 'ledger_entries';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION internal.require_balance IS 'Trigger: refuses bookings whose debits and credits differ.';
CREATE CONSTRAINT TRIGGER balance AFTER INSERT OR UPDATE OR DELETE ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION internal.require_balance();

CALL internal.add_permission('ledger.read', 'See accounts and bookings', 'accountant');
CALL internal.add_permission('ledger.write', 'Prepare bookings', 'accountant');
CALL internal.add_permission('ledger.post', 'Post bookings', 'accountant');
CALL internal.add_permission('ledger.close', 'Close a period');
