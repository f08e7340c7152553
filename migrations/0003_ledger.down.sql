DROP TABLE balances;
DROP TABLE movements;
