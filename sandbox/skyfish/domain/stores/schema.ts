/** The tables of the Skyfish service. Moments are milliseconds since 1970, booleans are 1 and 0. */
import type { SqliteLayout } from '../../../server/disk/sqliteFile.ts';

const schema = `
CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE companies (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	maxDisk INTEGER NOT NULL,
	colourboxAccess INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	companyId INTEGER NOT NULL,
	username TEXT NOT NULL UNIQUE COLLATE NOCASE,
	fullname TEXT NOT NULL,
	password TEXT NOT NULL,
	isAdmin INTEGER NOT NULL,
	locale TEXT NOT NULL,
	profileImage TEXT
) STRICT;

CREATE TABLE apiKeys (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	companyId INTEGER NOT NULL,
	key TEXT NOT NULL UNIQUE,
	secret TEXT NOT NULL
) STRICT;

CREATE TABLE tokens (
	token TEXT PRIMARY KEY,
	userId INTEGER NOT NULL,
	validUntil INTEGER NOT NULL
) STRICT;

CREATE TABLE passwordResets (username TEXT NOT NULL, at INTEGER NOT NULL) STRICT;

CREATE TABLE folders (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	companyId INTEGER NOT NULL,
	parent INTEGER,
	name TEXT NOT NULL,
	flags TEXT NOT NULL DEFAULT '[]',
	trashOf INTEGER,
	coverPhotoId INTEGER,
	createdDate INTEGER NOT NULL
) STRICT;
CREATE INDEX foldersOfParent ON folders (parent);

CREATE TABLE folderGrants (
	folderId INTEGER NOT NULL,
	userId INTEGER NOT NULL,
	groups TEXT NOT NULL,
	PRIMARY KEY (folderId, userId)
) STRICT;

CREATE TABLE folderTags (
	folderId INTEGER NOT NULL,
	tag TEXT NOT NULL,
	PRIMARY KEY (folderId, tag)
) STRICT;

CREATE TABLE media (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	companyId INTEGER NOT NULL,
	uploadedBy INTEGER NOT NULL,
	isColourbox INTEGER NOT NULL DEFAULT 0,
	fileName TEXT NOT NULL,
	blob TEXT NOT NULL,
	size INTEGER NOT NULL,
	md5 TEXT NOT NULL,
	mediaType TEXT NOT NULL DEFAULT 'generic',
	mimeType TEXT NOT NULL DEFAULT 'application/octet-stream',
	width INTEGER,
	height INTEGER,
	metadata TEXT NOT NULL,
	byline TEXT NOT NULL DEFAULT '',
	copyright TEXT NOT NULL DEFAULT '',
	suggestedKeywords TEXT NOT NULL DEFAULT '[]',
	tags TEXT NOT NULL DEFAULT '{}',
	expirationDate TEXT,
	version INTEGER NOT NULL DEFAULT 1,
	createdDate INTEGER NOT NULL,
	importStart INTEGER,
	importDue INTEGER,
	importProgress INTEGER,
	streamAskedFor INTEGER
) STRICT;
CREATE INDEX importsDue ON media (importDue) WHERE importDue IS NOT NULL;

CREATE TABLE pointers (
	mediaId INTEGER NOT NULL,
	folderId INTEGER NOT NULL,
	PRIMARY KEY (mediaId, folderId)
) STRICT;
CREATE INDEX pointersOfFolder ON pointers (folderId);

CREATE TABLE uploads (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	userId INTEGER NOT NULL,
	folderId INTEGER NOT NULL,
	redirectUrl TEXT,
	key TEXT UNIQUE,
	fileName TEXT,
	blob TEXT,
	size INTEGER,
	md5 TEXT,
	mediaId INTEGER
) STRICT;

CREATE TABLE downloads (
	mediaId INTEGER NOT NULL,
	userId INTEGER NOT NULL,
	size TEXT NOT NULL,
	info TEXT,
	at INTEGER NOT NULL
) STRICT;
CREATE INDEX downloadsOfMedia ON downloads (mediaId);

CREATE TABLE cliques (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	companyId INTEGER NOT NULL,
	name TEXT NOT NULL,
	thumbnailId INTEGER
) STRICT;
CREATE TABLE cliqueMembers (
	cliqueId INTEGER NOT NULL,
	userId INTEGER NOT NULL,
	PRIMARY KEY (cliqueId, userId)
) STRICT;
CREATE TABLE cliqueFolders (
	cliqueId INTEGER NOT NULL,
	folderId INTEGER NOT NULL,
	access TEXT NOT NULL,
	upload INTEGER NOT NULL,
	PRIMARY KEY (cliqueId, folderId)
) STRICT;

CREATE TABLE zipJobs (
	id TEXT PRIMARY KEY,
	folderId INTEGER NOT NULL,
	contents TEXT NOT NULL,
	dueAt INTEGER,
	validUntil INTEGER,
	wasHandedOut INTEGER NOT NULL DEFAULT 0,
	failure TEXT
) STRICT;

CREATE TABLE searchQueue (mediaId INTEGER PRIMARY KEY, changedAt INTEGER NOT NULL) STRICT;
CREATE TABLE searchIndex (
	mediaId INTEGER PRIMARY KEY,
	companyId INTEGER NOT NULL,
	isColourbox INTEGER NOT NULL,
	version INTEGER NOT NULL,
	mediaType TEXT NOT NULL,
	width INTEGER,
	height INTEGER,
	created INTEGER NOT NULL,
	cameraCreated INTEGER,
	lastModified INTEGER NOT NULL,
	expirationDate TEXT,
	latitude REAL,
	longitude REAL,
	wordsEn TEXT NOT NULL,
	wordsDa TEXT NOT NULL,
	wordsDe TEXT NOT NULL,
	document TEXT NOT NULL
) STRICT;
CREATE TABLE searchPointers (
	mediaId INTEGER NOT NULL,
	folderId INTEGER NOT NULL,
	PRIMARY KEY (folderId, mediaId)
) STRICT;
CREATE INDEX searchPointersOfMedia ON searchPointers (mediaId);

INSERT INTO sqlite_sequence (name, seq) VALUES
	('companies', 1994), ('users', 645653), ('apiKeys', 55), ('folders', 155110),
	('media', 10000000), ('uploads', 770), ('cliques', 52);
`;

export const layout: SqliteLayout = { schema, version: 2 };
