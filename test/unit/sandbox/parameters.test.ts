import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clientOf } from './support';
import type { Client, Json } from './support';

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
});
afterAll(async () => await sandbox.stop());

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

test('a job needs a name and a description', async () => {
	const missing = (parameterName: string) => ({
		code: 'missing_parameter',
		message: 'A required parameter was not supplied.',
		parameterName,
	});
	const refused = async (body: object) => (await client.call('POST', '/jobs', body)).json;
	expect(await refused({ description: 'B' })).toEqual(missing('name'));
	expect(await refused({ name: null, description: 'B' })).toEqual(missing('name'));
	expect(await refused({ name: 'A' })).toEqual(missing('description'));
	expect(await refused({ name: '  ', description: 'B' })).toMatchObject({
		code: 'name_required',
		message: 'Name is required.',
	});
	expect(sandbox.brightRiver.jobs()).toHaveLength(0);
});

test.each([
	[{ name: 7 }, 'name', 7],
	[{ tags: { a: 1 } }, 'tags', { a: 1 }],
	[{ tags: ['a', 1] }, 'tags', ['a', 1]],
	[{ isTest: 'perhaps' }, 'isTest', 'perhaps'],
	[{ deadlineId: 1.5 }, 'deadlineId', 1.5],
	[{ specificationKey: 'four' }, 'specificationKey', 'four'],
	[{ invoiceReference: false }, 'invoiceReference', false],
])('%j is invalid_parameter', async (wrong, parameterName, parameterValue) => {
	const body = { name: 'A', description: 'B', ...wrong };
	const { status, json } = await client.call('POST', '/jobs', body);
	expect(status).toBe(400);
	expect(json).toEqual({
		code: 'invalid_parameter',
		message: 'A parameter was not in the right format.',
		parameterName,
		parameterValue,
	});
});

test.each([
	['repeated keys', 'tags=Apple&tags=Banana'],
	['brackets', 'tags[]=Apple&tags[]=Banana'],
	['numbered brackets', 'tags%5B0%5D=Apple&tags%5B1%5D=Banana'],
	['JSON text', `tags=${encodeURIComponent('["Apple","Banana"]')}`],
])('a form may hold a list as %s', async (_name, tags) => {
	const body = `name=Job+of+fruits&description=%C3%A9&isTest=true&deadlineId=1&${tags}`;
	const { status, json } = await client.call('POST', '/jobs', body, form);
	expect(status).toBe(201);
	expect(json).toMatchObject({
		name: 'Job of fruits',
		description: 'é',
		isTest: true,
		tags: ['Apple', 'Banana'],
	});
});

test('updating a job changes what is given and needs name and description', async () => {
	const { json } = await client.call('POST', '/jobs', {
		name: 'Fruits',
		description: 'Eat',
		tags: ['Apple'],
		invoiceReference: 'X',
	});
	const path = `/jobs/${json.id}`;
	expect((await client.call('PUT', path, { name: 'A' })).json.code).toBe('missing_parameter');
	const changed = await client.call('PUT', path, { name: 'Vegetables', description: 'Cook' });
	expect([changed.status, changed.json]).toEqual([204, undefined]);
	expect((await client.call('GET', path)).json).toMatchObject({
		name: 'Vegetables',
		description: 'Cook',
		tags: ['Apple'],
		invoiceReference: 'X',
	});
	await client.call('PUT', path, 'name=B&description=C&tags=Potato&invoiceReference=', form);
	expect((await client.call('GET', path)).json).toMatchObject({
		name: 'B',
		tags: ['Potato'],
		invoiceReference: '',
	});
});

test('file properties: what cannot be done is no_files_to_update', async () => {
	const job = await client.jobWith({ 'a.jpg': Buffer.from('a'), 'b.jpg': Buffer.from('b') });
	const path = `/jobs/${job.id}/files`;
	const refusal = {
		code: 'no_files_to_update',
		message: 'File is not found or request is incorrect.',
	};
	for (const [name, body] of [
		['c.jpg', { remark: 'x' }],
		['a.jpg', {}],
	] as const) {
		const { status, json } = await client.call('PUT', `${path}/${name}`, body);
		expect(status).toBe(400);
		expect(json).toMatchObject(refusal);
	}
	const body = { name: 'a.jpg', remark: 'add sun rays', description: 'pretty', tags: 'flower' };
	expect((await client.call('PUT', `${path}/a.jpg`, body)).status).toBe(204);
	const { json: file } = await client.call('GET', `${path}/a.jpg`);
	expect(file).toEqual({
		id: file.id,
		fileName: 'a.jpg',
		isOriginal: true,
		size: 1,
		complexityId: null,
		mD5: '0C-C1-75-B9-C0-F1-B6-A8-31-C3-99-E2-69-77-26-61',
		status: 'THUMB_ERROR',
		remarkToProcessor: 'add sun rays',
		remarkFromProcessor: null,
		isRejected: false,
		rejectionReason: null,
		tags: ['flower'],
		createdDate: expect.any(String),
		downloadUrl: expect.stringContaining(`/ajax/DownloadBin.ashx?fileID=${file.id}&sessionid=`),
	});
	expect((await client.call('GET', `/jobs/${job.id}/filesextended/${file.id}`)).json).toEqual(file);
	const taken = await client.call('PUT', `${path}/a.jpg`, { name: 'b.jpg' });
	expect(taken.json).toMatchObject({ code: 'invalid_parameter', parameterName: 'name' });
	expect((await client.call('PUT', `${path}/a.jpg`, { name: 'c.jpg' })).status).toBe(204);
	expect((await client.call('GET', `${path}/c.jpg`)).json.id).toBe(file.id);
});

test('the offer takes remarks for files that exist', async () => {
	const job = await client.jobWith({ 'a.jpg': Buffer.from('a') });
	const path = `/jobs/${job.id}/requestoffer`;
	const unknown = await client.call('POST', path, { files: [{ fileName: 'z.jpg' }] });
	expect(unknown.json).toMatchObject({ parameterName: 'files', parameterValue: 'z.jpg' });
	const files = JSON.stringify([{ fileName: 'a.jpg', remark: 'Clean', tags: ['x', 'y'] }]);
	const asForm = `files=${encodeURIComponent(files)}`;
	expect((await client.call('POST', path, asForm, form)).status).toBe(204);
	const file = (await client.call('GET', `/jobs/${job.id}/files/a.jpg`)).json;
	expect(file).toMatchObject({ remarkToProcessor: 'Clean', tags: ['x', 'y'] });
});

test('reject types and search fields can be asked for', async () => {
	const types = (await client.call('GET', '/accounts/me/rejecttypes')).json;
	expect(types.rejectTypes).toContainEqual({ id: 6, name: 'Shadow' });
	const { fields } = (await client.call('GET', '/search/fields')).json;
	expect(fields.map(({ id }: Json) => id)).toEqual([
		'Global',
		'Id',
		'Name',
		'Description',
		'InvoiceReference',
		'FileName',
		'Tags',
	]);
});
