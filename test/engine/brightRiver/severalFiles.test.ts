import '../../support/shorterWaits';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IBinaryData, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	await useBinaryMode('default');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

const photo = (fileName?: string, mimeType = 'image/jpeg'): IBinaryData => ({
	data: Buffer.from(`content of ${fileName ?? mimeType}`).toString('base64'),
	mimeType,
	...(fileName === undefined ? {} : { fileName }),
});

const itemOf = (binary: Record<string, IBinaryData>, json = {}): INodeExecutionData => ({
	json,
	binary,
});

function newJob(): number {
	return sandbox.brightRiver.createJobs(1)[0];
}

async function upload(job: number, input: INodeExecutionData[], more = {}, run = {}) {
	const parameters = { resource: 'file', operation: 'upload', jobId: byId(job), ...more };
	return await brightRiver(sandbox, parameters, { input, ...run });
}

async function namesIn(job: number): Promise<string[]> {
	const parameters = { resource: 'file', operation: 'getAll', jobId: byId(job), returnAll: true };
	const files = await brightRiver(sandbox, parameters);
	return files.map(({ json }) => String(json.fileName)).sort();
}

async function refusal(work: Promise<unknown>): Promise<NodeOperationError> {
	return (await work.then(
		() => new Error('It went well'),
		(error: Error) => error,
	)) as NodeOperationError;
}

const form = itemOf({ Photos_0: photo('a.jpg'), Photos_1: photo('b.jpg'), Logo: photo('c.png') });

describe('upload of an item with several files', () => {
	it('sends all of them, and gives an item for each', async () => {
		const job = newJob();
		const items = await upload(job, [form, itemOf({ data: photo('d.jpg') })]);
		expect(items.map(({ json }) => json.fileName)).toEqual(['a.jpg', 'b.jpg', 'c.png', 'd.jpg']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1].map((item) => ({ item })),
		);
		for (const { json } of items) {
			expect(json).toMatchObject({ success: true, jobId: job, verified: true });
		}
		expect(await namesIn(job)).toEqual(['a.jpg', 'b.jpg', 'c.png', 'd.jpg']);
	});

	it.each([
		['one field', 'Logo', ['c.png']],
		['several with commas', ' Logo , Photos_1 ', ['b.jpg', 'c.png']],
		['a list', '={{ ["Photos_0", "Logo"] }}', ['a.jpg', 'c.png']],
		[
			'an expression',
			'={{ Object.keys($binary).filter((name) => name > "M") }}',
			['a.jpg', 'b.jpg'],
		],
		['the form’s own name of them', 'Photos', ['a.jpg', 'b.jpg']],
		['one of them twice', 'Photos,Photos_0', ['a.jpg', 'b.jpg']],
	])('sends those that are named: %s', async (_, binaryPropertyName, names) => {
		const job = newJob();
		await upload(job, [form], { binaryPropertyName });
		expect(await namesIn(job)).toEqual(names);
	});

	it('sends that of a field whose name has a comma', async () => {
		const job = newJob();
		const input = [itemOf({ 'front, back': photo('a.jpg'), front: photo('b.jpg') })];
		await upload(job, input, { binaryPropertyName: 'front, back' });
		expect(await namesIn(job)).toEqual(['a.jpg']);
	});

	it('names the field that is not there, and those that are, before anything is sent', async () => {
		const job = newJob();
		const error = await refusal(upload(job, [form], { binaryPropertyName: 'Logo, Foto' }));
		expect(error).toMatchObject({
			message: 'This item has no file in the field "Foto"',
			description: 'Its files are in: Photos_0, Photos_1, Logo. Change it in "Input Binary Field".',
		});
		expect(sandbox.brightRiver.requests).toEqual([]);
	});

	it.each(['={{ $json.nothing }}', '={{ [] }}', '={{ null }}', ' , '])(
		'stops where the name is %s',
		async (binaryPropertyName) => {
			await expect(upload(newJob(), [form], { binaryPropertyName })).rejects.toThrow(
				'"Input Binary Field" names no field',
			);
		},
	);

	it('numbers those without a name by their type, through all items', async () => {
		const job = newJob();
		const input = [
			itemOf({ one: photo(), two: photo(undefined, 'image/png'), three: photo('photo-3.jpg') }),
			itemOf({ data: photo() }),
			itemOf({ data: photo('', 'application/pdf') }),
		];
		const items = await upload(job, input);
		expect(items.map(({ json }) => json.fileName)).toEqual([
			'photo-1.jpg',
			'photo-2.png',
			'photo-3.jpg',
			'photo-4.jpg',
			'file-5.pdf',
		]);
		expect(await namesIn(job)).toHaveLength(5);
	});

	it('numbers those of an item that have the same name, as a phone gives them', async () => {
		const job = newJob();
		const same = itemOf({ a: photo('image.jpg'), b: photo('image.jpg'), c: photo('image.jpg') });
		const items = await upload(job, [same]);
		const names = ['image.jpg', 'image-2.jpg', 'image-3.jpg'];
		expect(items.map(({ json }) => json.fileName)).toEqual(names);
		expect(await namesIn(job)).toEqual([...names].sort());

		const other = newJob();
		await upload(other, [same], { options: { fileName: '=shoe.jpg' } });
		expect(await namesIn(other)).toEqual(['shoe-2.jpg', 'shoe-3.jpg', 'shoe.jpg']);
	});

	it('refuses those of two items that have the same name', async () => {
		const input = [form, itemOf({ data: photo('b.jpg') })];
		const error = await refusal(upload(newJob(), input));
		expect(error.message).toBe('Two photos of this job have the name "b.jpg"');
		expect(error.description).toContain('items 0 and 1 ');
		expect(sandbox.brightRiver.requests).toEqual([]);
	});

	it('names those that did not get through; the others are in the job', async () => {
		const job = newJob();
		const match = { server: 'storage', method: 'POST', path: /./ };
		sandbox.brightRiver.faults.add({ ...match, kind: 'status', status: 500 });
		const error = await refusal(
			upload(job, [form], { requestOptions: { parallelFileTransfers: 1 } }),
		);
		expect(error.message).toBe(`1 of 3 photos did not get into job ${job}: "a.jpg"`);
		expect(error.description).toContain('The other photos of this item are in the job.');
		expect(await namesIn(job)).toEqual(['b.jpg', 'c.png']);
	});

	it('tells the reason alone where none got through', async () => {
		const job = newJob();
		sandbox.brightRiver.setStatus(job, 'CJ_WAIT_ACCEPTANCE');
		await expect(upload(job, [form])).rejects.toThrow(/^Bright River/);
	});

	it('says that there is none', async () => {
		const error = await refusal(upload(newJob(), [{ json: {} }]));
		expect(error.message).toBe('This item has no file to upload');
		expect(error.description).toContain('Connect a node that outputs files, e.g. a form');
	});
});

describe('upload from a URL', () => {
	let site: Server;
	let address: string;
	beforeAll(async () => {
		site = createServer((request, response) => {
			if (!request.url?.startsWith('/photos/')) response.writeHead(404).end();
			else response.writeHead(200, { 'content-type': 'image/jpeg' }).end('content of a photo');
		});
		await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
	});
	afterAll(() => void site.close());

	const from = (path: string, more = {}) => ({ fileSource: 'url', url: address + path, ...more });

	it('sends the photo under its own name, or another one', async () => {
		const job = newJob();
		const [{ json }] = await upload(job, [{ json: {} }], from('/photos/shoe.jpg?secret=1'));
		expect(json).toMatchObject({ fileName: 'shoe.jpg', fileSize: 18, verified: true });
		const options = { fileName: 'hat.jpg' };
		await upload(job, [{ json: {} }], from('/photos/shoe.jpg', { options }));
		expect(await namesIn(job)).toEqual(['hat.jpg', 'shoe.jpg']);
	});

	it('refuses the second of one name', async () => {
		const more = { requestOptions: { parallelFileTransfers: 1 } };
		const job = newJob();
		const items = await upload(job, [{ json: {} }, { json: {} }], from('/photos/shoe.jpg', more), {
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error ?? json.fileName)).toEqual([
			'shoe.jpg',
			'Two photos of this job have the name "shoe.jpg"',
		]);
	});

	it('says that there is none', async () => {
		const error = await refusal(upload(newJob(), [{ json: {} }], from('/nothing.jpg')));
		expect(error.message).toMatch(/did not give the file in "URL" \(status 404\)$/);
		const url = '={{ $json.nothing }}';
		await expect(upload(newJob(), [{ json: {} }], { fileSource: 'url', url })).rejects.toThrow(
			'"URL" is empty',
		);
		expect(sandbox.brightRiver.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

it('takes the files past Create', async () => {
	const create = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
	const [created] = await brightRiver(sandbox, create, { input: [form] });
	expect(created.binary).toEqual(form.binary);
	await upload(Number(created.json.id), [created]);
	expect(await namesIn(Number(created.json.id))).toEqual(['a.jpg', 'b.jpg', 'c.png']);

	const [without] = await brightRiver(sandbox, create);
	expect(without).not.toHaveProperty('binary');
});
