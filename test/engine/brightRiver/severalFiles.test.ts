import '../../support/shorterWaits';
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

it('takes the files past Create', async () => {
	const create = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
	const [created] = await brightRiver(sandbox, create, { input: [form] });
	expect(created.binary).toEqual(form.binary);
	await upload(Number(created.json.id), [created]);
	expect(await namesIn(Number(created.json.id))).toEqual(['a.jpg', 'b.jpg', 'c.png']);

	const [without] = await brightRiver(sandbox, create);
	expect(without).not.toHaveProperty('binary');
});
