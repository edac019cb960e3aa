import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Route } from '../../../../nodes/shared/client/route';
import { Item } from '../../../../nodes/shared/operation/item';
import { fakeClient, ok, rejectionOf, wordsOf, wordsThrownBy, type Facts } from '../support/fakes';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name.toUpperCase(),
	name,
	type: 'string',
	default: '',
	...more,
});
const byName = { modes: [{ displayName: 'By Name', name: 'name', type: 'string' as const }] };
const jobId = field('jobId', { type: 'resourceLocator' });
const fileName = field('fileName', { type: 'resourceLocator', ...byName });

/** An item of an operation, with what its fields send. */
function itemOf(
	call: Route,
	fields: INodeProperties[],
	parameters: IDataObject = {},
	facts: Facts = {},
) {
	const { client, context, ...fake } = fakeClient({ ...facts, parameters });
	const read = jest.spyOn(context, 'getNodeParameter');
	return {
		...fake,
		read,
		item: new Item(context as never, client, { call, fields }),
	};
}

describe('a field that is required', () => {
	const name = field('name', { required: true });

	it.each([[''], [' \n'], [null], [undefined]])('must not be %j', (value) => {
		const { item } = itemOf('POST /jobs', [name], { name: value as never });
		expect(wordsThrownBy(() => item.requireFields())).toEqual({
			message: '"NAME" is empty',
			description: 'Fill in "NAME". An expression here may have found nothing for this item.',
		});
	});

	it('is looked at only where it is always shown, and is a text', () => {
		const { item, asked } = itemOf(
			'POST /jobs',
			[
				field('optional'),
				field('number', { required: true, type: 'number' }),
				field('sometimes', { required: true, displayOptions: { show: {} } }),
				name,
			],
			{ name: 'n' },
		);
		asked.length = 0;
		expect(() => item.requireFields()).not.toThrow();
		expect(asked).toEqual(['name']);
	});
});

describe('what an operator set', () => {
	const { item, read } = itemOf('POST /jobs', [], {
		number: 7,
		nothing: null,
		jobId: '353413',
		options: { language: ' en ', count: 3, empty: null },
		json: '{"a":1}',
		list: '[1]',
		kind: 'b',
	});

	it('comes as it is, or what there is otherwise', () => {
		expect(item.parameter('number')).toBe(7);
		expect(item.parameter('unset', 'otherwise')).toBe('otherwise');
		expect(item.parameter('unset')).toBeUndefined();
	});

	it('comes as text', () => {
		expect([item.text('number'), item.text('nothing'), item.text('unset')]).toEqual(['7', '', '']);
	});

	it('comes out of a resource locator', () => {
		expect(item.located('jobId')).toBe('353413');
		expect(read).toHaveBeenLastCalledWith('jobId', '', { extractValue: true });
		expect(item.located('unset')).toBe('');
		expect(item.id({ name: 'jobId', displayName: 'Job' })).toBe(353413);
		expect(() => item.id({ name: 'unset', displayName: 'Job' })).toThrow('"Job" is empty');
	});

	it('comes out of the options', () => {
		const values = ['language', 'count', 'empty', 'unset'].map((name) => item.option(name));
		expect(values).toEqual(['en', '3', '', '']);
		expect(itemOf('POST /jobs', []).item.option('language')).toBe('');
	});

	it('comes out of a fixed list, or is what is chosen at first', () => {
		const options = [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		];
		expect(item.choice(field('kind', { options }))).toBe('b');
		expect(item.choice(field('unset', { options, default: 'a' }))).toBe('a');
		expect(() => item.choice(field('number', { options }))).toThrow('"NUMBER" has no choice "7"');
	});

	it('comes out of JSON', () => {
		expect(item.json({ name: 'json', displayName: 'Body' }, 'object')).toEqual({ a: 1 });
		expect(item.json({ name: 'list', displayName: 'Body' }, 'list')).toEqual([1]);
		expect(() => item.json({ name: 'list', displayName: 'Body' }, 'object')).toThrow(
			'"Body" must be a JSON object',
		);
	});
});

describe('a call', () => {
	const inBody = field('name', { routing: { send: { type: 'body', property: 'name' } } });
	const inQuery = field('all', { routing: { send: { type: 'query', property: 'all' } } });

	it.each([
		['POST /jobs', '{"name":"n"}'],
		['PUT /jobs', '{"name":"n"}'],
		['GET /jobs', undefined],
		['DELETE /jobs', undefined],
	] as const)('%s sends what the fields send, with the body %s', async (call, body) => {
		const { item, sent } = itemOf(call, [inBody, inQuery], { name: 'n', all: true });
		await item.send();
		expect(sent[0]).toMatchObject({ url: '/jobs', qs: { all: true } });
		expect(sent[0].body).toBe(body);
	});

	it('sends what an expression gives, also null, and nothing of a field that is not shown', async () => {
		const { item, sent } = itemOf('POST /jobs', [inBody, inQuery], { name: null });
		await item.send();
		expect(sent[0]).toMatchObject({ body: '{"name":null}', qs: {} });
	});

	it('sends an empty body where the fields send nothing', async () => {
		const { item, sent } = itemOf('POST /jobs', []);
		await item.send();
		expect(sent[0]).toMatchObject({ body: '{}', qs: {} });
	});

	it('sends something else where the operation says so', async () => {
		const { item, sent } = itemOf('POST /jobs', [inBody, inQuery], { name: 'n', all: true });
		await item.send({ body: ['b'], query: { b: 2 } });
		expect(sent[0]).toMatchObject({ body: '["b"]', qs: { b: 2 } });
	});

	it('is not only one that begins like a POST', async () => {
		const { item, sent } = itemOf('GET /POST /jobs' as Route, [inBody], { name: 'n' });
		await item.send();
		expect(sent[0].body).toBeUndefined();
	});

	it('fills its path out of the fields, unless the values are given', async () => {
		const parameters = { jobId: '007', fileName: 'a b.jpg' };
		const route = 'GET /jobs/{jobId}/files/{fileName}';
		const { item, sent } = itemOf(route, [jobId, fileName], parameters);
		await item.send();
		await item.request(route, { path: { fileName: 'c' } });
		await item.send({ path: { jobId: 8, fileName: 'd' } });
		expect(sent.map(({ url }) => url)).toEqual([
			'/jobs/7/files/a%20b.jpg',
			'/jobs/7/files/c',
			'/jobs/8/files/d',
		]);
	});

	it('is not sent without a value that its path needs', async () => {
		const { item, sent } = itemOf('GET /jobs/{jobId}', []);
		expect((await rejectionOf(item.send())).message).toBe('jobId cannot be part of an address');
		expect(sent).toEqual([]);
	});

	it.each([
		['', '"FILENAME" is empty'],
		[null, '"FILENAME" is empty'],
		['..', '"FILENAME" cannot be ".."'],
	])('is not sent with the name %j', async (value, message) => {
		const { item, sent } = itemOf('GET /files/{fileName}', [fileName], { fileName: value });
		const error = await rejectionOf(item.send());
		expect(wordsOf(error)).toEqual({ message, description: 'Enter a value in FILENAME.' });
		expect(sent).toEqual([]);
	});

	it('wants a number where things are not found by their names', async () => {
		const byId = { modes: [{ displayName: 'By ID', name: 'id', type: 'string' as const }] };
		const file = field('file', { type: 'resourceLocator', ...byId });
		const { item } = itemOf('GET /files/{file}', [file], { file: 'a.jpg' });
		expect((await rejectionOf(item.send())).message).toBe('"FILE" is not a valid ID');
	});

	it('gives its answer, or the object in it', async () => {
		const { item } = itemOf('GET /jobs', [], {}, { answer: () => ok({ a: 1 }, 201) });
		expect(await item.request('GET /jobs')).toEqual(ok({ a: 1 }, 201));
		expect(await item.object('GET /jobs/{id}', { path: { id: 1 } })).toEqual({ a: 1 });
		const text = itemOf('GET /jobs', [], {}, { answer: () => ok('text') });
		await expect(text.item.object('GET /jobs')).rejects.toThrow('an unexpected answer');
	});
});
