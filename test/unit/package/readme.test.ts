import { readFileSync } from 'node:fs';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { requestOptionsOf } from '../../../nodes/shared/operation/requestOptions';
import type { Sender } from '../../../nodes/shared/sender';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';

const readme = readFileSync('README.md', 'utf8');
/** The calls of Bright River's documents, as the node's routes write them. */
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
	'GET /user/{userId}/profileimage',
	'GET /user/{userId}/clique',
	'POST /user/{userId}/profileimage',
	'GET /user/{userId}/diskusage',
	'GET /company/{companyId}/diskusage',
	'POST /signup',
];

interface Row {
	call: string;
	resource: string;
	operation: string;
}

/** The rows of the table under a heading of the README. */
function rowsUnder(heading: string): Row[] {
	const [, section] = readme.split(`\n### ${heading}\n`);
	const [table] = section.split('\n### ');
	return [...table.matchAll(/^\| (.*`.*`.*?) +\| (\w+) +\| ([\w ]+?) +\|$/gm)].map(
		([, call, resource, operation]) => ({ call, resource, operation }),
	);
}

/** The operations of a node with the calls that their routes make. */
function operationsOf(properties: INodeProperties[]) {
	const resources = properties.find(({ name }) => name === 'resource')
		?.options as INodePropertyOptions[];
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) => {
			const value = displayOptions?.show?.resource?.[0];
			return (options as INodePropertyOptions[]).map((option) => ({
				resource: resources.find((one) => one.value === value)?.name,
				operation: option.name,
				calls: [option, ...choicesOf(properties, String(value), String(option.value))]
					.map(({ routing }) => routing?.request)
					.filter((request) => request?.url)
					.map((request) => `${request?.method} ${request?.url}`),
			}));
		});
}

/** The choices of an operation's own fields, which can hold routes too. */
function choicesOf(
	properties: INodeProperties[],
	resource: string,
	operation: string,
): INodePropertyOptions[] {
	return properties
		.filter(
			({ type, displayOptions }) =>
				type === 'options' &&
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		)
		.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[]);
}

const named = ({ resource, operation }: { resource?: string; operation: string }) =>
	`${resource} > ${operation}`;

/** A call without the names of its parameters, which the vendors and the node write differently. */
const shape = (call: string) => call.replace(/:\w+|\{\w+\}/g, '*');

describe.each([
	['Bright River', new BrightRiver().description.properties, brightRiverCalls],
	['Skyfish', new Skyfish().description.properties, skyfishCalls],
])('the table of %s', (heading, properties, documentedCalls) => {
	const rows = rowsUnder(heading);
	const operations = operationsOf(properties);

	it('names every operation of the node, and no other', () => {
		const inTable = [...new Set(rows.map(named))].sort();
		expect(inTable).toEqual(operations.map(named).sort());
	});

	it('tells of each operation a call that its route makes', () => {
		for (const row of rows) {
			const { calls } = operations.find((one) => named(one) === named(row))!;
			const [written] = /(GET|POST|PUT|DELETE) \/[^`]*/.exec(row.call) ?? [];
			if (written) expect(calls.map(shape)).toContain(shape(written));
			else expect(row.call).toMatch(/^`(upload\.postUrl|download\.getUrl)`/);
		}
	});

	it('covers every call of the documents', () => {
		const made = new Set(operations.flatMap(({ calls }) => calls));
		expect(documentedCalls.filter((call) => !made.has(call))).toEqual([]);
	});
});

it('tells how many requests and files are on their way at once', () => {
	// A sender without parameters has the defaults.
	const { parallelRequests, parallelFileTransfers } = requestOptionsOf({} as Sender);
	expect(readme).toContain(`(${parallelRequests} and ${parallelFileTransfers})`);
});
