-- Who changed what, why, from what to what, in which run. Never edited.
CREATE TABLE activity (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  sku TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  why TEXT NOT NULL,
  run INTEGER NOT NULL
);
CREATE INDEX activity_by_sku ON activity (sku, sequence) WHERE sku <> '';

CREATE TRIGGER activity_is_not_edited BEFORE UPDATE ON activity
BEGIN
  SELECT RAISE(ABORT, 'the activity log is never edited');
END;
CREATE TRIGGER activity_is_not_deleted BEFORE DELETE ON activity
BEGIN
  SELECT RAISE(ABORT, 'the activity log is never shortened');
END;
