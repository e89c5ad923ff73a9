DELETE FROM permissions WHERE code LIKE 'people.%';
DROP TABLE employees;
