-- Stock, and the partners who it is bought from or sold to.
CREATE TABLE business_partners (
  LIKE internal.standard_columns INCLUDING ALL,
  code            text NOT NULL CHECK (code <> ''),
  name            text NOT NULL CHECK (name <> ''),
  is_supplier     boolean NOT NULL DEFAULT true,
  is_customer     boolean NOT NULL DEFAULT false,
  tax_number      text NOT NULL DEFAULT '',
  email           text CHECK (email LIKE '_%@_%'),
  phone           text NOT NULL DEFAULT '',
  address         text NOT NULL DEFAULT '',
  country_code    text CHECK (country_code ~ '^[A-Z]{2}$'),
  payment_terms_days integer NOT NULL DEFAULT 30 CHECK (payment_terms_days BETWEEN 0 AND 365),
  active          boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX business_partners_code_in_tenant ON business_partners (tenant_id, code) WHERE deleted_at IS NULL;
CALL internal.tenant_table('business_partners', $$
Who is bought from and sold to.
code: Unique within the tenant.
name: As on their invoices.
is_supplier: Whether orders may go to them.
is_customer: Whether invoices may go to them.
tax_number: As on their invoices.
email: For orders and invoices.
phone: For people.
address: For orders and invoices.
country_code: ISO 3166-1 alpha-2.
payment_terms_days: Days from invoice to payment.
active: False for who is no longer dealt with.
$$);

CREATE TABLE inventory_items (
  LIKE internal.standard_columns INCLUDING ALL,
  code             text NOT NULL CHECK (code <> ''),
  name             text NOT NULL CHECK (name <> ''),
  category         text NOT NULL DEFAULT 'other'
    CHECK (category IN ('spare_part', 'consumable', 'chemical', 'tubular', 'tool', 'safety', 'fuel', 'other')),
  unit             text NOT NULL DEFAULT 'each' CHECK (unit <> ''),
  warehouse        text NOT NULL DEFAULT '',
  shelf            text NOT NULL DEFAULT '',
  minimum_quantity numeric(18, 4) NOT NULL DEFAULT 0 CHECK (minimum_quantity >= 0),
  maximum_quantity numeric(18, 4) CHECK (maximum_quantity >= minimum_quantity),
  standard_cost    amount NOT NULL DEFAULT 0 CHECK (standard_cost >= 0),
  currency         currency_code NOT NULL DEFAULT 'USD',
  supplier_id      uuid,
  lead_time_days   integer CHECK (lead_time_days >= 0),
  active           boolean NOT NULL DEFAULT true,
  CONSTRAINT inventory_items_from_supplier FOREIGN KEY (tenant_id, supplier_id) REFERENCES business_partners (tenant_id, id)
    ON DELETE SET NULL (supplier_id)
);
CREATE UNIQUE INDEX inventory_items_code_in_tenant ON inventory_items (tenant_id, code) WHERE deleted_at IS NULL;
CREATE INDEX inventory_items_by_supplier ON inventory_items (tenant_id, supplier_id) WHERE supplier_id IS NOT NULL;
CALL internal.tenant_table('inventory_items', $$
Items that are kept in stock.
code: Unique within the tenant.
name: For people.
category: Kind of use.
unit: Unit of its count: each, m, kg, gal.
warehouse: Where it is kept.
shelf: Where it is kept there.
minimum_quantity: Below it, it is to be ordered.
maximum_quantity: Quantity that fits.
standard_cost: Cost of one unit.
currency: Currency of the cost.
supplier_id: Who usually delivers it.
lead_time_days: From order to delivery.
active: False for what is no longer ordered.
$$);

CREATE TABLE inventory_transactions (
  LIKE internal.standard_columns INCLUDING ALL,
  inventory_item_id uuid        NOT NULL,
  kind              text        NOT NULL CHECK (kind IN ('receipt', 'issue', 'return', 'adjustment', 'transfer_in', 'transfer_out', 'scrap')),
  occurred_at       timestamptz NOT NULL DEFAULT now(),
  quantity          numeric(18, 4) NOT NULL,
  unit_cost         amount      CHECK (unit_cost >= 0),
  currency          currency_code,
  reference_type    text        CHECK (reference_type IN ('purchase_order', 'work_order', 'count')),
  reference_id      uuid,
  notes             text        NOT NULL DEFAULT '',
  CONSTRAINT inventory_transactions_of_item FOREIGN KEY (tenant_id, inventory_item_id) REFERENCES inventory_items (tenant_id, id) ON DELETE RESTRICT,
  CONSTRAINT inventory_transactions_sign_fits_kind CHECK (CASE
    WHEN kind IN ('receipt', 'return', 'transfer_in') THEN quantity > 0
    WHEN kind IN ('issue', 'transfer_out', 'scrap') THEN quantity < 0
    ELSE quantity <> 0 END),
  CONSTRAINT inventory_transactions_cost_has_currency CHECK ((unit_cost IS NULL) = (currency IS NULL)),
  CONSTRAINT inventory_transactions_reference_is_whole CHECK (reference_id IS NULL OR reference_type IS NOT NULL)
);
CREATE INDEX inventory_transactions_newest_of_item ON inventory_transactions (tenant_id, inventory_item_id, occurred_at DESC);
CREATE INDEX inventory_transactions_by_reference ON inventory_transactions (tenant_id, reference_type, reference_id) WHERE reference_id IS NOT NULL;
CALL internal.tenant_table('inventory_transactions', $$
Movements into stock and out of it. The stock is their sum.
inventory_item_id: The item.
kind: Why.
occurred_at: When.
quantity: In the item's unit: positive in, negative out.
unit_cost: Cost of one unit.
currency: Currency of the cost.
reference_type: Kind of document that asked for it.
reference_id: Its id.
notes: For people.
$$);

CREATE VIEW inventory_levels WITH (security_invoker = true) AS
SELECT i.tenant_id, i.id AS inventory_item_id, i.code, i.name, i.unit,
       coalesce(t.quantity, 0) AS quantity_on_hand, i.minimum_quantity,
       coalesce(t.quantity, 0) < i.minimum_quantity AS below_minimum,
       coalesce(t.quantity, 0) * i.standard_cost AS value, i.currency, t.last_moved_at
FROM inventory_items i
LEFT JOIN (SELECT inventory_item_id, sum(quantity) AS quantity, max(occurred_at) AS last_moved_at
           FROM inventory_transactions WHERE deleted_at IS NULL GROUP BY inventory_item_id) t ON t.inventory_item_id = i.id
WHERE i.deleted_at IS NULL;
CALL internal.describe('inventory_levels', $$
Present stock: sums of inventory_transactions.
tenant_id: Whose row this is.
inventory_item_id: The item.
code: Code of the item.
name: Name of the item.
unit: Unit of its count.
quantity_on_hand: In that unit.
minimum_quantity: Below it, it is to be ordered.
below_minimum: Whether it is to be ordered.
value: At standard cost.
currency: Currency of the value.
last_moved_at: When something last came or went.
$$);
GRANT SELECT ON inventory_levels TO varve_app, varve_system;

-- Roles of the site's business: duties that are kept apart.
INSERT INTO internal.built_in_roles (name, description) VALUES
  ('storekeeper', 'Receives, issues and counts stock'),
  ('buyer', 'Orders from suppliers'),
  ('accountant', 'Keeps the accounts'),
  ('payroll', 'Keeps employees and pays them'),
  ('planner', 'Plans maintenance'),
  ('technician', 'Carries out work orders');
CALL internal.add_permission('stock.read', 'See stock', 'supervisor', 'engineer', 'operator', 'viewer', 'storekeeper', 'buyer', 'accountant', 'planner', 'technician');
CALL internal.add_permission('stock.write', 'Receive, issue, move and count stock', 'storekeeper');
