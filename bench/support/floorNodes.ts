import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestedNode } from './timeNode.ts';

/** n8n reads nodes from the folders that this variable names; their types begin with `CUSTOM.`. */
export const floorVariable = 'N8N_CUSTOM_EXTENSIONS';

/** How results call the floor of getting jobs: a node in code with one field, the credential and the request. */
export const floorOfGets = 'GET in code, 32 at once';

/** So many items are under way at once, as by default with our nodes. */
const atOnce = 32;

/** The pieces that a large file is read in, as our nodes do. */
const megabyte = 1024 * 1024;

const shared = {
	group: ['transform'],
	version: 1,
	defaults: {},
	inputs: ['main'],
	outputs: ['main'],
};

const field = (name: string, more = {}) => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

/** What n8n itself takes for a declarative node that has one field: it does nothing with it. */
const nothing = {
	...shared,
	displayName: 'Does Nothing',
	name: 'doesNothing',
	description: 'Takes a job ID and does nothing',
	requestDefaults: {},
	properties: [field('jobId'), field('all', { routing: { send: { paginate: true } } })],
};

const signed = { credentials: [{ name: 'brightRiverApi', required: true }] };

/**
 * A GET with the credential, which takes the ID from the item and leaves its field to n8n: the least that a node can
 * take whose operations n8n runs by their description.
 */
const byDescription = {
	...shared,
	...signed,
	displayName: 'By Description',
	name: 'byDescription',
	description: 'Gets a job',
	requestDefaults: {},
	properties: [field('jobId'), field('all', { routing: { send: { paginate: true } } })],
};

/** The same in code: what n8n's request with a credential takes, and nothing else. */
const inCode = {
	...shared,
	...signed,
	displayName: 'In Code',
	name: 'inCode',
	description: 'Gets a job',
	properties: [field('jobId')],
};

/** Hands what an address sends to n8n's storage, and does nothing else. */
const handOn = {
	...shared,
	displayName: 'Hand On',
	name: 'handOn',
	description: 'Downloads a file',
	properties: [field('url')],
};

/** Sends each item's file to an address, in a form, and does nothing else. */
const sendOn = {
	...shared,
	displayName: 'Send On',
	name: 'sendOn',
	description: 'Uploads files',
	properties: [],
};

/** Does something for every item, so many at once. */
const forEachItem = `
const forEachItem = async (run, work) => {
	const results = run.getInputData().map(() => undefined);
	let next = 0;
	const worker = async () => {
		while (next < results.length) {
			const item = next++;
			results[item] = { json: await work(item), pairedItem: { item } };
		}
	};
	await Promise.all(Array.from({ length: ${atOnce} }, worker));
	return [results];
};
`;

/**
 * Writes five nodes that show what n8n takes for itself, as n8n loads them.
 *
 * @returns the folder for {@link floorVariable}
 */
export function writeFloorNodes(parent: string): string {
	const folder = join(parent, 'floor-nodes');
	mkdirSync(folder);
	const write = (name: string, source: string) =>
		writeFileSync(join(folder, `${name}.node.js`), source);
	write(
		'DoesNothing',
		`exports.DoesNothing = class {
	description = {
		...${JSON.stringify(nothing)},
		requestOperations: { pagination: async () => [{ json: {} }] },
	};
};`,
	);
	write(
		'ByDescription',
		`let free = ${atOnce};
const waiting = [];
const turn = () => (free > 0 ? void free-- : new Promise((resolve) => waiting.push(resolve)));
const endTurn = () => (waiting.length > 0 ? waiting.shift()() : free++);
exports.ByDescription = class {
	description = {
		...${JSON.stringify(byDescription)},
		requestOperations: { pagination: async function ({ options }) {
			await turn();
			try {
				const url = '/jobs/' + this.getInputData().json.jobId;
				return await this.makeRoutingRequest({ options: { ...options, method: 'GET', url, json: true } });
			} finally {
				endTurn();
			}
		} },
	};
};`,
	);
	write(
		'InCode',
		`${forEachItem}
exports.InCode = class {
	description = ${JSON.stringify(inCode)};
	async execute() {
		const items = this.getInputData();
		return await forEachItem(this, async (item) => {
			const request = { method: 'GET', url: '/jobs/' + items[item].json.jobId, json: true };
			return await this.helpers.httpRequestWithAuthentication.call(this, 'brightRiverApi', request);
		});
	}
};`,
	);
	write(
		'HandOn',
		`exports.HandOn = class {
	description = ${JSON.stringify(handOn)};
	async execute() {
		const { httpRequest, prepareBinaryData } = this.helpers;
		const body = await httpRequest({ url: this.getNodeParameter('url', 0), encoding: 'stream' });
		const data = await prepareBinaryData(body, 'file.bin', 'application/octet-stream');
		return [[{ json: {}, binary: { data } }]];
	}
};`,
	);
	write(
		'SendOn',
		`${forEachItem}
exports.SendOn = class {
	description = ${JSON.stringify(sendOn)};
	async execute() {
		const { httpRequest, getBinaryStream, getBinaryMetadata } = this.helpers;
		const items = this.getInputData();
		const line = String.fromCharCode(13, 10);
		const tail = line + '--floor--' + line;
		return await forEachItem(this, async (item) => {
			const { data } = items[item].binary;
			const head = '--floor' + line + 'Content-Disposition: form-data; name="file"; filename="' +
				data.fileName + '"' + line + line;
			const { fileSize } = await getBinaryMetadata(data.id);
			// As our nodes do, a 16th of the file.
			const piece = Math.min(${megabyte}, Math.max(${megabyte} / 8, fileSize / 16));
			const file = await getBinaryStream(data.id, Math.round(piece));
			const body = file.compose(async function* (source) {
				yield head;
				yield* source;
				yield tail;
			});
			await httpRequest({
				method: 'POST',
				url: items[item].json.postUrl,
				headers: {
					'Content-Type': 'multipart/form-data; boundary=floor',
					'Content-Length': head.length + fileSize + tail.length,
				},
				body,
			});
			return {};
		});
	}
};`,
	);
	return folder;
}

type Credential = NonNullable<TestedNode['credentials']>[string];

const own = (name: string, parameters = {}, brightRiverApi?: Credential): TestedNode => ({
	type: `CUSTOM.${name}`,
	typeVersion: 1,
	parameters,
	...(brightRiverApi && { credentials: { brightRiverApi } }),
});

const jobOfItem = { jobId: '={{ $json.jobId }}' };

/** Uploads each item's file to the address in it. */
export const floorUpload = () => own('sendOn');

/** Downloads from the address in the item. */
export const floorDownload = () => own('handOn', { url: '={{ $json.getUrl }}' });

/** Takes each item's job ID and gives an empty item. */
export const doNothing = () => own('doesNothing', jobOfItem);

/** Gets each item's job. */
export const getByDescription = (credential: Credential) =>
	own('byDescription', jobOfItem, credential);

/** The same, in code. */
export const getInCode = (credential: Credential) => own('inCode', jobOfItem, credential);
