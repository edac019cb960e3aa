import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxProcess } from './sandboxProcess.ts';
import type { TestedNode } from './timeNode.ts';

/** n8n reads nodes from the folders that this variable names; their types begin with `CUSTOM.`. */
export const floorVariable = 'N8N_CUSTOM_EXTENSIONS';

/** How results call the floor of getting jobs: a declarative node with one field, the credential and the request. */
export const floorOfGets = 'declarative GET, 32 at once';

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

/** A GET as n8n's documentation writes a declarative operation, with no line of code but for who is asked. */
const plainGet = {
	...shared,
	displayName: 'Plain Get',
	name: 'plainGet',
	description: 'Gets a job',
	requestDefaults: {},
	properties: [
		field('jobId', { routing: { request: { method: 'GET', url: '=/jobs/{{ $value }}' } } }),
		field('service'),
	],
};

/**
 * A GET with the credential, 32 at once, which takes the ID from the item and leaves its field to n8n: the least
 * that a declarative node can take.
 */
const signedGet = {
	...shared,
	displayName: 'Signed Get',
	name: 'signedGet',
	description: 'Gets a job',
	credentials: [{ name: 'brightRiverApi', required: true }],
	requestDefaults: {},
	properties: [field('jobId'), field('all', { routing: { send: { paginate: true } } })],
};

/** The same in code, 32 at once: what a node pays that n8n does not run by its description. */
const inCode = {
	...shared,
	displayName: 'In Code',
	name: 'inCode',
	description: 'Gets a job',
	properties: [field('jobId'), field('service')],
};

/** Hands what an address sends to n8n's storage, and does nothing else. */
const handOn = {
	...shared,
	displayName: 'Hand On',
	name: 'handOn',
	description: 'Downloads a file',
	properties: [field('url')],
};

/** Sends the item's file to an address, in a form, and does nothing else. */
const sendOn = {
	...shared,
	displayName: 'Send On',
	name: 'sendOn',
	description: 'Uploads a file',
	properties: [field('url')],
};

/**
 * Writes six nodes that show what n8n takes for itself, as n8n loads them.
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
		'PlainGet',
		`const description = ${JSON.stringify(plainGet)};
// Who is asked is known only once the service runs.
description.properties[1].routing = { send: { preSend: [async function (request) {
	const { url, headers } = JSON.parse(this.getNodeParameter('service'));
	return { ...request, baseURL: url, headers };
}] } };
exports.PlainGet = class {
	description = description;
};`,
	);
	write(
		'SignedGet',
		`let free = 32;
const waiting = [];
const turn = () => (free > 0 ? void free-- : new Promise((resolve) => waiting.push(resolve)));
const endTurn = () => (waiting.length > 0 ? waiting.shift()() : free++);
exports.SignedGet = class {
	description = {
		...${JSON.stringify(signedGet)},
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
		`exports.InCode = class {
	description = ${JSON.stringify(inCode)};
	async execute() {
		const { url, headers } = JSON.parse(this.getNodeParameter('service', 0));
		const all = this.getInputData().map(() => undefined);
		let next = 0;
		const work = async () => {
			while (next < all.length) {
				const item = next++;
				const jobId = this.getNodeParameter('jobId', item);
				const request = { method: 'GET', url: url + '/jobs/' + jobId, headers, json: true };
				all[item] = { json: await this.helpers.httpRequest(request), pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: 32 }, work));
		return [all];
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
		`exports.SendOn = class {
	description = ${JSON.stringify(sendOn)};
	async execute() {
		const { httpRequest, getBinaryStream, getBinaryMetadata } = this.helpers;
		const [{ binary: { data } }] = this.getInputData();
		const line = String.fromCharCode(13, 10);
		const head = '--floor' + line + 'Content-Disposition: form-data; name="file"; filename="' +
			data.fileName + '"' + line + line;
		const tail = line + '--floor--' + line;
		const { fileSize } = await getBinaryMetadata(data.id);
		const file = await getBinaryStream(data.id, ${megabyte});
		const body = file.compose(async function* (source) {
			yield head;
			yield* source;
			yield tail;
		});
		await httpRequest({
			method: 'POST',
			url: this.getNodeParameter('url', 0),
			headers: {
				'Content-Type': 'multipart/form-data; boundary=floor',
				'Content-Length': head.length + fileSize + tail.length,
			},
			body,
		});
		return [[{ json: {} }]];
	}
};`,
	);
	return folder;
}

/** Uploads the item's file to the address in it. */
export const floorUpload = (): TestedNode => ({
	type: 'CUSTOM.sendOn',
	typeVersion: 1,
	parameters: { url: '={{ $json.postUrl }}' },
});

/** Downloads from the address in the item. */
export const floorDownload = (): TestedNode => ({
	type: 'CUSTOM.handOn',
	typeVersion: 1,
	parameters: { url: '={{ $json.getUrl }}' },
});

/** Takes each item's job ID and gives an empty item. */
export const doNothing = (): TestedNode => ({
	type: 'CUSTOM.doesNothing',
	typeVersion: 1,
	parameters: { jobId: '={{ $json.jobId }}' },
});

/** Gets each item's job, with a saved credential. */
export const getSigned = (brightRiverApi: { id: string; name: string }): TestedNode => ({
	type: 'CUSTOM.signedGet',
	typeVersion: 1,
	parameters: { jobId: '={{ $json.jobId }}' },
	credentials: { brightRiverApi },
});

/** Gets each item's job. */
export const getPlainly = ({ url, headers }: SandboxProcess): TestedNode => ({
	type: 'CUSTOM.plainGet',
	typeVersion: 1,
	parameters: { jobId: '={{ $json.jobId }}', service: JSON.stringify({ url, headers }) },
});

/** The same, in code. */
export const getInCode = (service: SandboxProcess): TestedNode => ({
	...getPlainly(service),
	type: 'CUSTOM.inCode',
});
