-- Orders to suppliers, and invoices.
CREATE TABLE purchase_orders (
  LIKE internal.standard_columns INCLUDING ALL,
  order_number      text NOT NULL CHECK (order_number <> ''),
  supplier_id       uuid NOT NULL,
  status            text NOT NULL DEFAULT 'draft'
    CHECK (status IN ('draft', 'requested', 'approved', 'ordered', 'partly_received', 'received', 'cancelled')),
  ordered_on        date NOT NULL,
  expected_on       date,
  currency          currency_code NOT NULL,
  tax               amount NOT NULL DEFAULT 0 CHECK (tax >= 0),
  approved_by       uuid,
  approved_at       timestamptz,
  notes             text NOT NULL DEFAULT '',
  CONSTRAINT purchase_orders_to_supplier FOREIGN KEY (tenant_id, supplier_id) REFERENCES business_partners (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT purchase_orders_approved_by FOREIGN KEY (tenant_id, approved_by) REFERENCES users (tenant_id, id),
  CONSTRAINT purchase_orders_expected_after_ordered CHECK (expected_on >= ordered_on),
  CONSTRAINT purchase_orders_approval_is_whole CHECK ((approved_at IS NULL) = (approved_by IS NULL))
);
CREATE UNIQUE INDEX purchase_orders_number_in_tenant ON purchase_orders (tenant_id, order_number) WHERE deleted_at IS NULL;
CREATE INDEX purchase_orders_newest_of_supplier ON purchase_orders (tenant_id, supplier_id, ordered_on DESC);
CREATE INDEX purchase_orders_open ON purchase_orders (tenant_id, expected_on) WHERE status NOT IN ('received', 'cancelled');
CALL internal.tenant_table('purchase_orders', $$
Orders to suppliers.
order_number: Unique within the tenant.
supplier_id: Who is to deliver.
status: How far it is.
ordered_on: Day of the order.
expected_on: Promised day of delivery.
currency: Currency of all its lines.
tax: On the whole order.
approved_by: Who approved it.
approved_at: When it was approved.
notes: For people.
$$);

CREATE TABLE purchase_order_lines (
  LIKE internal.standard_columns INCLUDING ALL,
  purchase_order_id uuid NOT NULL,
  line_number       integer NOT NULL CHECK (line_number > 0),
  inventory_item_id uuid,
  description       text NOT NULL DEFAULT '',
  quantity          numeric(18, 4) NOT NULL CHECK (quantity > 0),
  quantity_received numeric(18, 4) NOT NULL DEFAULT 0 CHECK (quantity_received >= 0),
  unit_price        amount NOT NULL CHECK (unit_price >= 0),
  line_total        numeric(18, 4) GENERATED ALWAYS AS (round(quantity * unit_price::numeric, 4)) STORED,
  CONSTRAINT purchase_order_lines_of_order FOREIGN KEY (tenant_id, purchase_order_id) REFERENCES purchase_orders (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT purchase_order_lines_of_item FOREIGN KEY (tenant_id, inventory_item_id) REFERENCES inventory_items (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_lines_say_what CHECK (inventory_item_id IS NOT NULL OR description <> '')
);
CREATE UNIQUE INDEX purchase_order_lines_in_order ON purchase_order_lines (tenant_id, purchase_order_id, line_number) WHERE deleted_at IS NULL;
CREATE INDEX purchase_order_lines_by_item ON purchase_order_lines (tenant_id, inventory_item_id) WHERE inventory_item_id IS NOT NULL;
CALL internal.tenant_table('purchase_order_lines', $$
Lines of purchase orders.
purchase_order_id: The order.
line_number: From 1.
inventory_item_id: The item that is ordered; null for services and things that are not kept in stock.
description: The thing that is ordered, in words.
quantity: Ordered, in the item's unit.
quantity_received: Delivered until now.
unit_price: In the order's currency.
line_total: Quantity by price.
$$);

CREATE TABLE invoices (
  LIKE internal.standard_columns INCLUDING ALL,
  invoice_number     text NOT NULL CHECK (invoice_number <> ''),
  direction          text NOT NULL CHECK (direction IN ('payable', 'receivable')),
  business_partner_id uuid NOT NULL,
  purchase_order_id  uuid,
  status             text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'issued', 'approved', 'partly_paid', 'paid', 'cancelled')),
  issued_on          date NOT NULL,
  due_on             date NOT NULL,
  paid_on            date,
  currency           currency_code NOT NULL,
  tax                amount NOT NULL DEFAULT 0 CHECK (tax >= 0),
  amount_paid        amount NOT NULL DEFAULT 0 CHECK (amount_paid >= 0),
  notes              text NOT NULL DEFAULT '',
  CONSTRAINT invoices_with_partner FOREIGN KEY (tenant_id, business_partner_id) REFERENCES business_partners (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT invoices_for_order FOREIGN KEY (tenant_id, purchase_order_id) REFERENCES purchase_orders (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT invoices_due_after_issued CHECK (due_on >= issued_on),
  CONSTRAINT invoices_orders_are_payable CHECK (purchase_order_id IS NULL OR direction = 'payable'),
  CONSTRAINT invoices_paid_have_a_day CHECK ((status = 'paid') <= (paid_on IS NOT NULL))
);
-- A supplier's numbers are his own: two may send the same.
CREATE UNIQUE INDEX invoices_number_of_partner ON invoices (tenant_id, direction, business_partner_id, invoice_number) WHERE deleted_at IS NULL;
CREATE INDEX invoices_by_order ON invoices (tenant_id, purchase_order_id) WHERE purchase_order_id IS NOT NULL;
CREATE INDEX invoices_by_partner ON invoices (tenant_id, business_partner_id, issued_on DESC);
CREATE INDEX invoices_unpaid_by_due_day ON invoices (tenant_id, due_on) WHERE status NOT IN ('paid', 'cancelled');
CALL internal.tenant_table('invoices', $$
Invoices of suppliers and to customers.
invoice_number: As its issuer numbered it.
direction: payable: we owe it; receivable: we are owed it.
business_partner_id: The other side.
purchase_order_id: The order that it is for.
status: How far it is.
issued_on: Day of the invoice.
due_on: To be paid until then.
paid_on: Day of the last payment.
currency: Currency of all its lines.
tax: On the whole invoice.
amount_paid: Paid until now.
notes: For people.
$$);

CREATE TABLE invoice_lines (
  LIKE internal.standard_columns INCLUDING ALL,
  invoice_id             uuid NOT NULL,
  line_number            integer NOT NULL CHECK (line_number > 0),
  purchase_order_line_id uuid,
  description            text NOT NULL CHECK (description <> ''),
  quantity               numeric(18, 4) NOT NULL CHECK (quantity <> 0),
  unit_price             amount NOT NULL CHECK (unit_price >= 0),
  line_total             numeric(18, 4) GENERATED ALWAYS AS (round(quantity * unit_price::numeric, 4)) STORED,
  CONSTRAINT invoice_lines_of_invoice FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT invoice_lines_for_order_line FOREIGN KEY (tenant_id, purchase_order_line_id) REFERENCES purchase_order_lines (tenant_id, id)
    ON DELETE SET NULL (purchase_order_line_id)
);
CREATE UNIQUE INDEX invoice_lines_in_invoice ON invoice_lines (tenant_id, invoice_id, line_number) WHERE deleted_at IS NULL;
CREATE INDEX invoice_lines_by_order_line ON invoice_lines (tenant_id, purchase_order_line_id) WHERE purchase_order_line_id IS NOT NULL;
CALL internal.tenant_table('invoice_lines', $$
Lines of invoices.
invoice_id: The invoice.
line_number: From 1.
purchase_order_line_id: The line of the order that it is for.
description: Purpose, in words.
quantity: Negative for a credit.
unit_price: In the invoice's currency.
line_total: Quantity by price.
$$);

CALL internal.add_permission('purchasing.read', 'See orders and invoices', 'supervisor', 'storekeeper', 'buyer', 'accountant', 'planner');
CALL internal.add_permission('purchasing.write', 'Make and change orders and invoices', 'buyer');
CALL internal.add_permission('purchasing.approve', 'Approve orders that others made', 'supervisor');
