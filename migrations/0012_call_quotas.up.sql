-- Calls that were set aside to be made to a platform, by what it counts and by the span it counts over: a day of its
-- own, or a few seconds of a short window. Only spans that still count are kept.
CREATE TABLE call_quotas (
  channel TEXT NOT NULL,
  resource TEXT NOT NULL CHECK (resource <> ''),
  span_from INTEGER NOT NULL,
  span_to INTEGER NOT NULL CHECK (span_to > span_from),
  calls INTEGER NOT NULL CHECK (calls >= 0),
  PRIMARY KEY (channel, resource, span_from)
);
