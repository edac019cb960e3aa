/**
 * A field that an operator can fill in does something: its value is sent by the field itself (`routing.send`),
 * or its operation reads it in at least one of its cases. What n8n reads by itself does not count.
 */
import '../../support/shorterWaits';
import type { IDataObject } from 'n8n-workflow';
import { resources as brightRiverResources } from '../../../nodes/BrightRiver/resources';
import type { Resource } from '../../../nodes/shared/operation/define';
import { Item } from '../../../nodes/shared/operation/item';
import { resources as skyfishResources } from '../../../nodes/Skyfish/resources';
import type { Sandbox } from '../../../sandbox/index';
import { isHolder, noting, placed } from '../../unit/package/properties';
import { operationCases as brightRiverCases } from '../brightRiver/operationCases';
import { operationCases as skyfishCases } from '../skyfish/operationCases';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import type { OperationCase } from '../support/operationTable';
import { itemWithFile, photo } from '../support/photos';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
let original: Buffer;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	original = await photo();
	await useBinaryMode('filesystem');
});
afterAll(async () => {
	await sandbox.stop();
	removeBinaryFolder();
});

/** The paths that each operation has read, by `resource operation`. */
const read = new Map<string, Set<string>>();
let reading = new Set<string>();

// Operations see their fields through their item, and in no other way.
const { parameter, located } = Item.prototype;
beforeAll(() => {
	jest.spyOn(Item.prototype, 'parameter').mockImplementation(function (this: Item, name, other) {
		reading.add(name);
		return noting(parameter.call(this, name, other), name, reading) as never;
	});
	jest.spyOn(Item.prototype, 'located').mockImplementation(function (this: Item, name) {
		reading.add(name);
		return located.call(this, name);
	});
});
afterAll(() => jest.restoreAllMocks());

/** Runs an operation, and notes what it reads. */
async function run(node: typeof brightRiver, parameters: IDataObject): Promise<void> {
	const name = `${String(parameters.resource)} ${String(parameters.operation)}`;
	reading = read.get(name) ?? new Set();
	read.set(name, reading);
	await node(sandbox, parameters as never, { input: [itemWithFile(original, 'a.jpg')] });
}

/** Runs the cases of a node; how their answers come is compared elsewhere. */
async function runCases(
	node: typeof brightRiver,
	cases: OperationCase[],
	{ faults }: Sandbox['brightRiver'] | Sandbox['skyfish'],
): Promise<void> {
	for (const { resource, operation, parameters, requests } of cases) {
		faults.clear();
		for (const { method, path, answer } of requests) {
			const match = { server: 'api', method, path };
			if ('status' in answer) faults.add({ ...match, kind: 'status', status: answer.status });
			else {
				const body = JSON.stringify(answer.body);
				faults.add({ ...match, kind: 'body', contentType: 'application/json', body });
			}
		}
		await run(node, { resource, operation, ...parameters });
	}
	faults.clear();
}

/** A case with other values for some fields, whose requests are the same. */
function like(cases: OperationCase[], name: string, parameters: IDataObject): OperationCase {
	const found = cases.find((one) => `${one.resource} ${one.operation}` === name);
	if (!found) throw new Error(`There is no case of ${name}`);
	return { ...found, parameters: { ...found.parameters, ...parameters } };
}

const first = { returnAll: false, limit: 1 };
const asJson = { specifyReviews: 'json', rejections: {} };
const reviews = '[{"fileId":217667,"rejects":[]}]';

/** What the cases of the operations leave out: fields that are copied only if they are filled in. */
const withOutput = [
	'job create',
	'job get',
	'job getMany',
	'file get',
	'file getAll',
	'review getFiles',
	'search jobs',
];
const moreOfBrightRiver = [
	...withOutput.map((name) => like(brightRiverCases, name, { output: 'fields', fields: 'id' })),
	like(brightRiverCases, 'review getRejectedJobs', first),
	like(brightRiverCases, 'review reviewFile', { ...asJson, reviewsJson: reviews }),
	like(brightRiverCases, 'review setRejectionReasons', {
		...asJson,
		rejectionsJson: '[{"rejectTypeId":6}]',
	}),
];
const position = { latitude: 43.7, longitude: 7.2 };
const moreOfSkyfish = [
	...['clique getAll', 'company getFolders', 'company getUsers', 'user getFolders'].map((name) =>
		like(skyfishCases, name, first),
	),
	like(skyfishCases, 'folder update', { updateFields: { company_id: 147903, parent: 155111 } }),
	like(skyfishCases, 'media updateMetadata', {
		updateFields: { adult_content: true, description: 'd', geolocation: { position } },
	}),
];

/** The fields of all operations that are neither sent nor read. */
function unused(resources: Resource[]): string[] {
	return resources.flatMap(({ value, operations }) =>
		operations.flatMap((operation) => {
			const name = `${value} ${operation.value}`;
			const wasRead = read.get(name) ?? new Set();
			return placed(operation.fields)
				.filter(({ field }) => !isHolder(field))
				.filter(({ field, above }) => ![...above, field].some((one) => one.routing?.send))
				.filter(({ path }) => !wasRead.has(path))
				.map(({ path }) => `${name}: ${path}`);
		}),
	);
}

/** Lets the service finish its work again and again, as it does by itself, until an operation is done. */
async function meanwhile(work: Promise<void>, finish: () => Promise<void>): Promise<void> {
	let isDone = false;
	const ended = work.finally(() => (isDone = true));
	ended.catch(() => undefined);
	while (!isDone) {
		await finish();
		await new Promise((resolve) => setImmediate(resolve));
	}
	await ended;
}

it('is so for every field of the Bright River node', async () => {
	const service = sandbox.brightRiver;
	await runCases(brightRiver, [...brightRiverCases, ...moreOfBrightRiver], service);

	const [job] = service.createJobs(1);
	const jobId = byId(job);
	const file = { jobId, binaryPropertyName: 'data', options: { fileName: 'shoe.jpg' } };
	await run(brightRiver, { resource: 'file', operation: 'upload', ...file });
	const about = { name: 'n', description: 'd', oneJobFor: 'value', groupBy: 'a' };
	const sending = { resource: 'job', operation: 'sendPhotos', ...about };
	const options = { findExistingJobBy: 'tag', reference: 'r', mostFiles: 1 };
	await run(brightRiver, { ...sending, options });
	const more = { requestOffer: false, options: { continueWithJob: jobId } };
	await run(brightRiver, { ...sending, ...more });
	const waiting = { statuses: ['CJ_NEW'], statusGroups: [], options: {} };
	await run(brightRiver, { resource: 'job', operation: 'waitForStatus', jobId, ...waiting });
	await run(brightRiver, { resource: 'job', operation: 'requestOffer', jobId });
	await service.advanceTo(job, 'CJ_WAIT_ACCEPTANCE');
	await run(brightRiver, { resource: 'job', operation: 'acceptOffer', jobId });
	await service.advanceTo(job, 'CJ_WORK_DONE');
	const results = { resource: 'job', operation: 'downloadResults', ...file };
	const awaited = { waitForResults: true, options: { interval: 1, timeLimit: 1 } };
	await run(brightRiver, { ...results, resultsAs: 'zip', ...awaited });
	await run(brightRiver, {
		...results,
		resultsAs: 'oneItem',
		options: { requireAllResults: true },
	});
	const files = { resource: 'file', operation: 'getAll', jobId, output: 'raw' };
	const [{ json }] = await brightRiver(sandbox, files);
	const { real } = json.original as { real: string };
	const other = { jobId: byId(service.createJobs(1)[0]), fileSource: 'url', url: real };
	await run(brightRiver, { resource: 'file', operation: 'upload', ...other });
	const image = { fileId: byId(json.id), image: 'result', size: 'full' };
	await run(brightRiver, { resource: 'file', operation: 'download', ...file, ...image });

	expect(unused(brightRiverResources)).toEqual([]);
}, 60_000);

it('is so for every field of the Skyfish node', async () => {
	const service = sandbox.skyfish;
	await runCases(skyfish, [...skyfishCases, ...moreOfSkyfish], service);

	const folder = service.addFolder('Shoes');
	const into = { folderId: byId(folder), binaryPropertyName: 'data' };
	const texts = { title: 't', description: 'd', keywords: ['k'], fileName: 'b.jpg' };
	const upload = { resource: 'media', operation: 'upload', ...into };
	await meanwhile(
		run(skyfish, { ...upload, options: { ...texts } }),
		async () => await service.finishImports(),
	);
	await run(skyfish, { ...upload, options: { waitForImport: false } });
	await service.finishImports();
	const zip = { resource: 'folder', operation: 'download', ...into, options: {} };
	await meanwhile(run(skyfish, zip), async () => await service.finishZips());
	const added = await service.addMedia({ folderId: folder, content: original });
	const media = { mediaId: byId(added), size: 'original', binaryPropertyName: 'data' };
	await run(skyfish, { resource: 'media', operation: 'download', ...media, options: {} });
	const located = { resource: 'media', operation: 'getDownloadUrl', mediaId: byId(added) };
	const [{ json }] = await skyfish(sandbox, located);
	const options = { waitForImport: false };
	await run(skyfish, { ...upload, fileSource: 'url', url: json.url, options });
	const user = { userId: byId(service.userId), size: 'large', binaryPropertyName: 'data' };
	await run(skyfish, { resource: 'user', operation: 'setProfileImage', ...user });
	await run(skyfish, { resource: 'user', operation: 'getProfileImage', ...user });

	expect(unused(skyfishResources)).toEqual([]);
}, 60_000);
