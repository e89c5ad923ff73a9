import type { SeedStep } from './seed-step.ts';

const PURCHASING = `
  INSERT INTO business_partners (code, name, is_supplier, is_customer, tax_number, email, country_code) VALUES
    ('S-001', 'Tuberías del Llano', true, false, '900.112.334-1', 'ventas@tuberias.example', 'CO'),
    ('S-002', 'Química Orinoco', true, false, '900.551.220-7', 'pedidos@quimica.example', 'CO'),
    ('S-003', 'Reda Lift Services', true, false, '', 'orders@lift.example', 'US'),
    ('C-001', 'Refinería del Centro', false, true, '899.999.068-1', 'crudo@refineria.example', 'CO');
  INSERT INTO inventory_items (code, name, category, unit, warehouse, shelf, minimum_quantity, maximum_quantity, standard_cost, supplier_id, lead_time_days)
  SELECT 'IT-' || lpad(n::text, 4, '0'), (ARRAY['Gate valve 3-1/8', 'Demulsifier', 'Tubing joint 3.5 L-80', 'ESP cable'])[1 + n % 4] || ' ' || n,
    (ARRAY['spare_part', 'chemical', 'tubular', 'spare_part'])[1 + n % 4], (ARRAY['each', 'gal', 'each', 'ft'])[1 + n % 4], 'Aurora', 'A' || n % 12, 5, 400, 12.5 * (1 + n % 20),
    (SELECT id FROM business_partners WHERE is_supplier ORDER BY code OFFSET n % 3 LIMIT 1), 14 FROM generate_series(1, current_setting('seed.inventory_items')::integer) AS n;
  INSERT INTO purchase_orders (order_number, supplier_id, status, ordered_on, expected_on, currency, tax)
  SELECT 'PO-' || lpad(n::text, 5, '0'), (SELECT id FROM business_partners WHERE is_supplier ORDER BY code OFFSET n % 3 LIMIT 1),
    CASE WHEN n % 5 = 0 THEN 'ordered' ELSE 'received' END, current_setting('seed.today')::date - 8 * n - 20, current_setting('seed.today')::date - 8 * n, 'USD', 190
  FROM generate_series(1, current_setting('seed.orders')::integer) AS n;
  INSERT INTO purchase_order_lines (purchase_order_id, line_number, inventory_item_id, quantity, quantity_received, unit_price)
  SELECT o.id, l, i.id, 10 * l, CASE o.status WHEN 'received' THEN 10 * l ELSE 0 END, i.standard_cost
  FROM purchase_orders o, generate_series(1, 3) AS l, LATERAL (SELECT * FROM inventory_items ORDER BY md5(o.order_number || l || code) LIMIT 1) AS i;
  INSERT INTO inventory_transactions (inventory_item_id, kind, occurred_at, quantity, unit_cost, currency, reference_type, reference_id)
  SELECT l.inventory_item_id, 'receipt', o.expected_on, l.quantity_received, l.unit_price, o.currency, 'purchase_order', o.id
  FROM purchase_order_lines l JOIN purchase_orders o ON o.id = l.purchase_order_id WHERE l.quantity_received > 0;
  INSERT INTO inventory_transactions (inventory_item_id, kind, occurred_at, quantity, reference_type)
  SELECT inventory_item_id, 'issue', max(occurred_at) + interval '3 days', - round(sum(quantity) * 0.4, 1), 'work_order' FROM inventory_transactions GROUP BY inventory_item_id;
  INSERT INTO invoices (invoice_number, direction, business_partner_id, purchase_order_id, status, issued_on, due_on, paid_on, currency, tax)
  SELECT 'F-' || order_number, 'payable', supplier_id, id, 'paid', expected_on, expected_on + 30, expected_on + 28, 'USD', tax FROM purchase_orders WHERE status = 'received';
  INSERT INTO invoices (invoice_number, direction, business_partner_id, status, issued_on, due_on, currency)
  SELECT 'V-0001', 'receivable', id, 'issued', current_setting('seed.today')::date - 5, current_setting('seed.today')::date + 25, 'USD' FROM business_partners WHERE is_customer;
  INSERT INTO invoice_lines (invoice_id, line_number, purchase_order_line_id, description, quantity, unit_price)
  SELECT v.id, l.line_number, l.id, 'As ordered', l.quantity, l.unit_price FROM invoices v JOIN purchase_order_lines l ON l.purchase_order_id = v.purchase_order_id;
  INSERT INTO invoice_lines (invoice_id, line_number, description, quantity, unit_price) SELECT id, 1, 'Crude, 28.5 API, bbl', 60000, 71.35 FROM invoices WHERE direction = 'receivable';
  UPDATE invoices v SET amount_paid = (SELECT sum(line_total) FROM invoice_lines WHERE invoice_id = v.id) + tax WHERE status = 'paid';`;

const PEOPLE = `
  INSERT INTO employees (employee_number, full_name, position, department, field_id, hired_on, base_salary, currency)
  SELECT 'E-' || lpad(n::text, 3, '0'), person, job, 'Operations', (SELECT id FROM fields LIMIT 1), date '2018-02-01' + 90 * n, pay, 'USD'
  FROM (VALUES (1, 'Lucía Restrepo', 'Field supervisor', 5200), (2, 'Andrés Quintero', 'Production engineer', 4300), (3, 'Marta Solano', 'Operator', 2100),
    (4, 'Julián Peña', 'Operator', 2100), (5, 'Carolina Duarte', 'Maintenance technician', 2400)) AS who (n, person, job, pay);
  UPDATE employees SET supervisor_id = (SELECT id FROM employees WHERE employee_number = 'E-001') WHERE employee_number <> 'E-001';
  INSERT INTO payroll_runs (period_start, period_end, pay_on, status, currency)
  SELECT month::date, (month + interval '1 month - 1 day')::date, (month + interval '1 month - 1 day')::date, 'paid', 'USD'
  FROM generate_series(date_trunc('month', current_setting('seed.today')::date) - interval '3 months', date_trunc('month', current_setting('seed.today')::date) - interval '1 month', interval '1 month') AS month;
  INSERT INTO payroll_entries (payroll_run_id, employee_id, hours_worked, gross_pay, deductions, details)
  SELECT r.id, e.id, 192, e.base_salary, round(e.base_salary * 0.08, 2), '{"health": 0.04, "pension": 0.04}' FROM payroll_runs r, employees e;
  INSERT INTO work_orders (order_number, title, kind, priority, status, equipment_id, well_id, assigned_to_id, due_at, started_at, finished_at, labour_hours, cost)
  SELECT 'WO-' || lpad((row_number() OVER (ORDER BY tag_number))::text, 4, '0'), 'Insulation test of ' || tag_number, 'preventive', 'medium',
    CASE WHEN row_number() OVER (ORDER BY tag_number) % 3 = 0 THEN 'open' ELSE 'done' END, id, well_id, (SELECT id FROM employees WHERE employee_number = 'E-005'),
    current_setting('seed.today')::timestamptz, current_setting('seed.today')::timestamptz - interval '3 days', current_setting('seed.today')::timestamptz - interval '2 days', 4, 260
  FROM equipment WHERE kind = 'pump';
  INSERT INTO ledger_accounts (code, name, kind) VALUES ('1105', 'Cash', 'asset'), ('1435', 'Inventory', 'asset'), ('2205', 'Suppliers', 'liability'), ('4100', 'Oil sales', 'income'), ('5105', 'Salaries', 'expense');
  INSERT INTO ledger_entries (ledger_account_id, booking_id, booked_on, description, debit, credit, currency, invoice_id)
  SELECT a.id, v.id, v.issued_on, 'Invoice ' || v.invoice_number, CASE a.code WHEN '1435' THEN sum(l.line_total) ELSE 0 END, CASE a.code WHEN '2205' THEN sum(l.line_total) ELSE 0 END, 'USD', v.id
  FROM invoices v JOIN invoice_lines l ON l.invoice_id = v.id, ledger_accounts a WHERE v.direction = 'payable' AND a.code IN ('1435', '2205') GROUP BY a.id, a.code, v.id;
  INSERT INTO ledger_entries (ledger_account_id, booking_id, booked_on, description, debit, credit, currency, payroll_run_id)
  SELECT a.id, r.id, r.pay_on, 'Payroll', CASE a.code WHEN '5105' THEN sum(e.gross_pay) ELSE 0 END, CASE a.code WHEN '1105' THEN sum(e.gross_pay) ELSE 0 END, 'USD', r.id
  FROM payroll_runs r JOIN payroll_entries e ON e.payroll_run_id = r.id, ledger_accounts a WHERE a.code IN ('5105', '1105') GROUP BY a.id, a.code, r.id;`;

const ANALYTICS = `
  INSERT INTO data_sources (name, kind, settings, secret_name, schedule) VALUES ('Field tickets', 'csv', '{"folder": "tickets"}', 'tickets', '0 3 * * *');
  INSERT INTO processed_data (data_source_id, record_type, external_id, recorded_at, data, content_hash)
  SELECT id, 'ticket', n::text, current_setting('seed.today')::timestamptz - n * interval '1 day', jsonb_build_object('text', 'Vibration on pump ' || n, 'area', 'AUR'), sha256(convert_to('ticket ' || n, 'UTF8'))
  FROM data_sources, generate_series(1, 20) AS n;
  INSERT INTO kpi_summaries (data_source_id, kpi_name, kpi_value, unit, period_start, period_end)
  SELECT id, 'tickets_per_week', 3 + n % 4, '1', current_setting('seed.today')::timestamptz - (n + 1) * interval '7 days', current_setting('seed.today')::timestamptz - n * interval '7 days' FROM data_sources, generate_series(0, 8) AS n;
  INSERT INTO text_summaries (data_source_id, content, language, sentiment, sentiment_score, keywords, embedding, embedding_model)
  SELECT data_source_id, data ->> 'text', 'en', 'negative', -0.4, '["vibration", "pump"]', ARRAY(SELECT sin(i * external_id::integer)::real FROM generate_series(1, 384) AS i), 'demo'
  FROM processed_data;
  INSERT INTO trend_signals (sector, term, period_start, period_end, frequency, change_percent, status)
  SELECT 'oil', 'vibration', current_setting('seed.today')::timestamptz - interval '14 days', current_setting('seed.today')::timestamptz, 12, 60, 'emergent';
  INSERT INTO clusters (subject_type, subject_id, cluster_number, cluster_name, features, centroid, distance_to_centroid, silhouette_score)
  SELECT 'well', id::text, 1, 'High water', '{"water_cut": 0.68, "gor": 220}', '{0.7, 210}', 0.12, 0.61 FROM wells;
  INSERT INTO anomalies (data_source_id, quantity_name, detected_at, value, expected_value, deviation, severity, method, reason)
  SELECT id, 'tickets_per_week', current_setting('seed.today')::timestamptz, 9, 4, 3.4, 'high', 'z_score', 'More tickets than usual' FROM data_sources;
  INSERT INTO sync.sync_outbox (topic, operation, resource_type, resource_id, payload) SELECT 'head-office', 'insert', 'production_daily', id::text, to_jsonb(p) FROM production_daily p ORDER BY produced_on DESC LIMIT 5;
  INSERT INTO sync.sync_log (direction, peer, started_at, finished_at, status, message_count) VALUES ('up', 'head-office', now() - interval '5 minutes', now() - interval '4 minutes', 'succeeded', 120);`;

/** Money, people, and what is worked out from data of others. */
export const BUSINESS_STEPS: readonly SeedStep[] = [
  { name: 'stock, orders, invoices', sql: PURCHASING },
  { name: 'people, accounts', sql: PEOPLE },
  { name: 'analytics, synchronisation', sql: ANALYTICS },
];
