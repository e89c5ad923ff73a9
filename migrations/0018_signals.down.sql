DROP TABLE derived_signal_inputs;
DROP TABLE derived_signals;
