import { readFileSync } from 'node:fs';
import type { INodePropertyOptions } from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';

const readme = readFileSync('README.md', 'utf8');
const { properties } = new BrightRiver().description;

/** The calls of the vendor's documents, as the node's routes write them. */
const documentedCalls = [
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

interface Row {
	call: string;
	resource: string;
	operation: string;
}

/** The rows of the table in the README. */
const rows: Row[] = [...readme.matchAll(/^\| (.*`.*`.*?) +\| (\w+) +\| ([\w ]+?) +\|$/gm)].map(
	([, call, resource, operation]) => ({
		call: call.replaceAll('{id}', '{jobId}'),
		resource,
		operation,
	}),
);

/** The operations of the node with the calls that their routes make. */
const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options, displayOptions }) => {
		const value = displayOptions?.show?.resource?.[0];
		const resource = (
			properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[]
		).find((option) => option.value === value)?.name;
		return (options as INodePropertyOptions[]).map((option) => ({
			resource,
			operation: option.name,
			calls: [option, ...choicesOf(String(value), String(option.value))]
				.map(({ routing }) => routing?.request)
				.filter((request) => request?.url)
				.map((request) => `${request?.method} ${request?.url}`),
		}));
	});

/** The choices of an operation's own fields, which can hold routes too. */
function choicesOf(resource: string, operation: string): INodePropertyOptions[] {
	return properties
		.filter(
			({ type, displayOptions }) =>
				type === 'options' &&
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		)
		.flatMap(({ options }) => options as INodePropertyOptions[]);
}

const named = ({ resource, operation }: { resource?: string; operation: string }) =>
	`${resource} > ${operation}`;

it('names every operation of the node, and no other', () => {
	expect([...new Set(rows.map(named))].sort()).toEqual(operations.map(named).sort());
});

it('tells of each operation a call that its route makes', () => {
	for (const row of rows) {
		const { calls } = operations.find((one) => named(one) === named(row))!;
		const [written] = /(GET|POST|PUT) \/[^`]*/.exec(row.call) ?? [];
		if (written) expect(calls).toContain(written);
		else expect(row.call).toMatch(/^`(upload\.postUrl|download\.getUrl)`/);
	}
});

it('covers every call of the documents', () => {
	const made = new Set(operations.flatMap(({ calls }) => calls));
	expect(documentedCalls.filter((call) => !made.has(call))).toEqual([]);
});
