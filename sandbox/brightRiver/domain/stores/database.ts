/** The SQLite file that holds everything the service knows, except the contents of files. */
import { join } from 'node:path';
import { SqliteFile } from '../../../server/disk/sqliteFile.ts';

const version = 1;

const schema = `
CREATE TABLE accounts (
	id INTEGER PRIMARY KEY,
	storageSession TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL UNIQUE,
	accountId INTEGER NOT NULL,
	parentJobId INTEGER,
	status TEXT NOT NULL,
	dueAt INTEGER,
	name TEXT NOT NULL,
	description TEXT,
	invoiceReference TEXT,
	tags TEXT NOT NULL DEFAULT '[]',
	isTest INTEGER NOT NULL DEFAULT 0,
	deadlineId INTEGER,
	specificationKey INTEGER,
	isDeleted INTEGER NOT NULL DEFAULT 0,
	operatorRemarks TEXT,
	realCost REAL NOT NULL DEFAULT 0,
	createdDate INTEGER NOT NULL,
	sentDate INTEGER,
	acceptedDate INTEGER,
	orderedDate INTEGER,
	paidDate INTEGER,
	deliveredDate INTEGER,
	reviewedDate INTEGER,
	productionDate INTEGER,
	cancelledDate INTEGER
) STRICT;
CREATE INDEX jobsDue ON jobs (dueAt) WHERE dueAt IS NOT NULL;
CREATE INDEX jobsOfParent ON jobs (parentJobId) WHERE parentJobId IS NOT NULL;

CREATE TABLE jobHistory (jobId INTEGER NOT NULL, status TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX historyOfJob ON jobHistory (jobId);

CREATE TABLE files (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	jobId INTEGER NOT NULL,
	originalId INTEGER,
	rejectedFileId INTEGER,
	isOriginal INTEGER NOT NULL,
	fileName TEXT NOT NULL,
	blob TEXT NOT NULL,
	size INTEGER NOT NULL,
	md5 TEXT NOT NULL,
	format TEXT,
	width INTEGER,
	height INTEGER,
	complexityId INTEGER,
	description TEXT,
	remarkToProcessor TEXT,
	remarkFromProcessor TEXT,
	tags TEXT NOT NULL DEFAULT '[]',
	createdDate INTEGER NOT NULL,
	acceptedByUser INTEGER,
	reviewDate INTEGER,
	reviews TEXT,
	previousReviews TEXT,
	rejectionReasons TEXT,
	timesRejected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX filesOfJob ON files (jobId);
CREATE INDEX filesOfBlob ON files (blob);

CREATE TABLE searchQueue (jobId INTEGER PRIMARY KEY, changedAt INTEGER NOT NULL) STRICT;
CREATE TABLE searchIndex (
	jobId INTEGER PRIMARY KEY,
	shownId INTEGER NOT NULL,
	accountId INTEGER NOT NULL,
	guid TEXT NOT NULL,
	status TEXT NOT NULL,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	acceptedDate INTEGER,
	createdDate INTEGER NOT NULL,
	deliveredDate INTEGER,
	orderedDate INTEGER,
	reviewedDate INTEGER,
	realCost REAL NOT NULL,
	fileCount INTEGER NOT NULL,
	nameText TEXT NOT NULL,
	descriptionText TEXT NOT NULL,
	invoiceReferenceText TEXT NOT NULL,
	fileNameText TEXT NOT NULL,
	tagsText TEXT NOT NULL
) STRICT;
CREATE INDEX newestFirst ON searchIndex (accountId, createdDate DESC, jobId DESC);

INSERT INTO sqlite_sequence (name, seq) VALUES ('jobs', 353412), ('files', 217666);
`;

/** `bright-river.sqlite` in a folder. */
export class Database extends SqliteFile {
	/** Opens or creates the file; nobody else can use it meanwhile. */
	constructor(folder: string) {
		super(join(folder, 'bright-river.sqlite'), { schema, version });
	}
}
