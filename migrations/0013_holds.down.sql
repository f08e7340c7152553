DROP TABLE store_clock;
DROP TABLE hold_lines;
DROP TABLE holds;
