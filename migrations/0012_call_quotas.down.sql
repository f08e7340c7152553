DROP TABLE call_quotas;
