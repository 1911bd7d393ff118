-- A database as version 5 of the tables left it: every link is for a review.
CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('version', '5');

CREATE TABLE assessment (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL CHECK (length(owner) = 64),
    title TEXT NOT NULL CHECK (length(title) <= 120),
    matrix_id TEXT NOT NULL,
    matrix_title TEXT NOT NULL,
    wording TEXT NOT NULL,
    structure TEXT NOT NULL,
    profile TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('full', 'quick')),
    hours REAL CHECK (hours >= 0 AND hours <= 168),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    skill TEXT DEFAULT '' NOT NULL,
    extra TEXT DEFAULT '' NOT NULL CHECK (length(extra) <= 200000),
    next_on TEXT DEFAULT '' NOT NULL CHECK (length(next_on) IN (0, 10)),
    handed_to TEXT DEFAULT '' NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_by_owner ON assessment (owner, changed_at);

CREATE TABLE entry (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT CHECK (length(value) <= 4000),
    revision INTEGER NOT NULL,
    base INTEGER NOT NULL,
    tab TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (assessment, kind, item),
    CHECK (revision >= 1 AND base >= 0 AND base <= revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY,
    operation TEXT NOT NULL,
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    old TEXT,
    new TEXT,
    revision INTEGER NOT NULL,
    tab TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    UNIQUE (assessment, operation),
    UNIQUE (assessment, kind, item, revision)
) STRICT;
CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment)
BEGIN SELECT RAISE(ABORT, 'events go only with their assessment'); END;

CREATE TRIGGER event_added BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
OR EXISTS (SELECT 1 FROM event
    WHERE assessment = NEW.assessment AND operation = NEW.operation)
OR EXISTS (SELECT 1 FROM event WHERE assessment = NEW.assessment AND kind = NEW.kind
    AND item = NEW.item AND revision = NEW.revision)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
CREATE TRIGGER assessment_added BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'assessments are never replaced'); END;
CREATE TRIGGER assessment_named BEFORE UPDATE OF id ON assessment
WHEN NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'assessments keep their id'); END;

CREATE TABLE matrix_text (
    owner TEXT NOT NULL CHECK (length(owner) = 64),
    wording TEXT NOT NULL,
    matrix_id TEXT NOT NULL,
    title TEXT NOT NULL,
    files TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (owner, wording)
) STRICT;
CREATE TABLE erased (id_hash TEXT NOT NULL PRIMARY KEY, erased_at TEXT NOT NULL)
STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    id TEXT NOT NULL PRIMARY KEY,
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    taken_at TEXT NOT NULL,
    profile TEXT NOT NULL,
    wording TEXT NOT NULL,
    structure TEXT NOT NULL,
    record TEXT NOT NULL CHECK (length(record) <= 5000000),
    operation TEXT DEFAULT '' NOT NULL
) STRICT;
CREATE INDEX snapshot_by_assessment ON snapshot (assessment, taken_at);
CREATE TABLE imported (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    operation TEXT NOT NULL,
    at TEXT NOT NULL,
    entries INTEGER NOT NULL,
    extra_before TEXT,
    extra_after TEXT,
    undone_at TEXT,
    number INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (assessment, operation)
) STRICT;

CREATE TABLE review_link (
    token_hash TEXT NOT NULL PRIMARY KEY CHECK (length(token_hash) = 64),
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    review TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX review_link_by_assessment ON review_link (assessment);
CREATE TABLE review_grant (
    grant_hash TEXT NOT NULL PRIMARY KEY CHECK (length(grant_hash) = 64),
    token_hash TEXT NOT NULL REFERENCES review_link (token_hash) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX review_grant_by_link ON review_grant (token_hash);

-- The owner is the hash of "ana's browser".
INSERT INTO assessment VALUES (
    'assessment-of-5', '64696d5ae83f344a2f83600949d9884f0effac611c43710245067a3e8a2421fa', 'From version 5', 'data', 'Data', 'w1', 's1', 'engineer.senior',
    'full', 6.0, '2025-01-01T00:00:00.000000+00:00', '2025-01-01T00:00:02.000000+00:00',
    'sql', '', '', ''
);
INSERT INTO entry VALUES (
    'assessment-of-5', 'answer', 'sql.join', 'often', 2, 0, 'one', '2025-01-01T00:00:02.000000+00:00'
);
INSERT INTO event VALUES
    (1, 'a', 'assessment-of-5', 'answer', 'sql.join', NULL, 'never', 1, 'one',
     '2025-01-01T00:00:01.000000+00:00', ''),
    (2, 'b', 'assessment-of-5', 'answer', 'sql.join', 'never', 'often', 2, 'one',
     '2025-01-01T00:00:02.000000+00:00', '');
INSERT INTO imported VALUES
    ('assessment-of-5', 'import-a', '2025-01-01T00:00:04.000000+00:00', 1, NULL, NULL, NULL, 1),
    ('assessment-of-5', 'import-b', '2025-01-01T00:00:03.000000+00:00', 2, NULL, NULL, NULL, 2);
-- The secret is "a-token".
INSERT INTO review_link VALUES (
    '1f6076e3a47ba1ded08025ffe06e57af217c14f9407f33fba50f99b1c7019387', 'assessment-of-5', 'review-0001',
    '2025-01-01T00:00:05.000000+00:00', '2025-01-15T00:00:05.000000+00:00', NULL,
    '2025-01-01T00:00:06.000000+00:00'
);
