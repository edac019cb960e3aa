import { readFileSync, writeFileSync } from 'node:fs';
import { resources as brightRiver } from '../../../nodes/BrightRiver/resources';
import { defaultLimits } from '../../../nodes/shared/operation/requestOptions';
import { resources as skyfish } from '../../../nodes/Skyfish/resources';
import { pointNames } from '../../../sandbox/readings/readings';
import { operationsTable, shortTable } from './operationsTable';
import { restsOn } from './restsOn';

const readme = readFileSync('README.md', 'utf8');
/** The calls of Bright River's documents, as the node's operations write them. */
const brightRiverCalls = [
	'POST /jobs',
	'PUT /jobs/{jobId}',
	'GET /jobs/{jobId}',
	'GET /jobs/{jobId}/status',
	'GET /jobs/{jobId}/files',
	'PUT /jobs/{jobId}/files/{fileName}',
	'GET /jobs/{jobId}/files/{fileName}',
	'GET /jobs/{jobId}/filesextended/{fileId}',
	'POST /jobs/{jobId}/requestoffer',
	'POST /jobs/{jobId}/acceptoffer',
	'POST /jobs/{jobId}/cancel',
	'GET /jobs/{jobId}/filesforreview',
	'POST /jobs/{jobId}/accept',
	'POST /jobs/{jobId}/files/{fileId}/accept',
	'POST /jobs/{jobId}/review',
	'POST /jobs/{jobId}/files/review',
	'POST /jobs/{jobId}/files/{fileId}/review',
	'PUT /jobs/{jobId}/files/{fileName}/rejectionreasons',
	'POST /jobs/{jobId}/close',
	'GET /jobs/{jobId}/rejectedjobs',
	'GET /jobs/{jobId}/rejectedfilescount',
	'POST /reject',
	'POST /search',
	'GET /search/fields',
	'GET /accounts/me/rejecttypes',
];

/** The calls in the tables of Skyfish's document, and those that only its text names. */
const skyfishCalls = [
	'POST /authenticate/userpass/reset',
	'GET /authenticate/simpletoken/{tokenString}',
	'GET /search',
	'GET /search/colourbox/download',
	'GET /media/{mediaId}',
	'GET /media/{mediaId}/metadata',
	'POST /media/{mediaId}/metadata',
	'GET /media/{mediaId}/metadata/expiration_date',
	'POST /media/{mediaId}/metadata/expiration_date',
	'DELETE /media/{mediaId}/metadata/expiration_date',
	'GET /media/{mediaId}/folders',
	'POST /media/{mediaId}/folders',
	'DELETE /media/{mediaId}/folder/{folderId}',
	'POST /media/{mediaId}/folder/{folderId}/move_to_trash',
	'GET /media/{mediaId}/version',
	'GET /media/{mediaId}/tags',
	'GET /folder',
	'POST /folder',
	'GET /folder/{folderId}',
	'POST /folder/{folderId}',
	'DELETE /folder/{folderId}',
	'POST /folder/{folderId}/purge',
	'POST /folder/{folderId}/move_to_trash',
	'GET /folder/{folderId}/download',
	'POST /clique',
	'GET /clique',
	'POST /clique/{cliqueId}',
	'DELETE /clique/{cliqueId}',
	'GET /clique/{cliqueId}/member',
	'POST /clique/{cliqueId}/member/{userId}',
	'DELETE /clique/{cliqueId}/member/{userId}',
	'GET /clique/{cliqueId}/folder',
	'POST /clique/{cliqueId}/folder/{folderId}',
	'DELETE /clique/{cliqueId}/folder/{folderId}',
	'GET /media/{mediaId}/download_location',
	'GET /media/{mediaId}/download_location/{size}',
	'POST /folder/{folderId}/zip-file',
	'POST /upload/register',
	'GET /company/{companyId}/users',
	'GET /company/{companyId}/folders',
	'GET /company/{companyId}/apikeys',
	'GET /company/{companyId}/apiendpoint',
	'GET /user/{userId}/folders',
	'GET /user/{userId}/profileimage/{size}',
	'GET /user/{userId}/clique',
	'POST /user/{userId}/profileimage',
	'GET /user/{userId}/diskusage',
	'GET /company/{companyId}/diskusage',
	'POST /signup',
];

/** Where a table stands in a README. */
const placeOf = (heading: string) =>
	new RegExp(`(<!-- ${heading}: npm run readme:update -->\\n\\n)[^]*?(\\n\\n<!-- end -->)`);

/** Expects a README to have this table in its place, or puts it there when it is to be updated. */
function expectTable(file: string, heading: string, table: string): void {
	const written = readFileSync(file, 'utf8');
	expect(written).toMatch(placeOf(heading));
	const current = written.replace(
		placeOf(heading),
		(_, start: string, end: string) => start + table + end,
	);
	if (process.env.UPDATE_README) writeFileSync(file, current);
	else expect(written).toBe(current);
}

describe.each([
	['Bright River', brightRiver, brightRiverCalls],
	['Skyfish', skyfish, skyfishCalls],
])('the table of %s', (heading, resources, documentedCalls) => {
	it('is what the operations declare', () => {
		expectTable('README.md', heading, operationsTable(resources));
	});

	it('covers every call of the documents', () => {
		const made = new Set<string>(
			resources.flatMap(({ operations }) =>
				operations.flatMap(({ call, also = [] }) => [call, ...also]),
			),
		);
		expect(documentedCalls.filter((call) => !made.has(call))).toEqual([]);
	});
});

it.each([
	['n8n-nodes-bright-river', brightRiver],
	['n8n-nodes-skyfish', skyfish],
])('the README of %s names its operations', (name, resources) => {
	expectTable(`packages/${name}/README.md`, 'Operations', shortTable(resources));
});

it('names every open point at the operations that rest on it', () => {
	const operations = [...brightRiver, ...skyfish].flatMap(({ value, operations: own }) =>
		own.map((one) => `${value} ${one.value}`),
	);
	expect(Object.keys(restsOn).sort()).toEqual([...pointNames].sort());
	for (const { users } of Object.values(restsOn)) {
		expect(users.filter((name) => name !== 'trigger' && !operations.includes(name))).toEqual([]);
		expect(users).not.toEqual([]);
	}
});

it('says how many requests and files are under way at once', () => {
	const { parallelRequests, parallelFileTransfers, parallelSmallUploads } = defaultLimits;
	expect(readme).toContain(
		`(${parallelRequests} and ${parallelFileTransfers}, or ${parallelSmallUploads} uploads of less than 8 MB)`,
	);
});
