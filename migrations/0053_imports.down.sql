DROP TABLE import_templates;
DROP TABLE import_rows;
DROP TABLE import_files;
DROP TABLE imports;
