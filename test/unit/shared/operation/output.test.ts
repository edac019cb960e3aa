import type { IDataObject } from 'n8n-workflow';
import { Item } from '../../../../nodes/shared/operation/item';
import {
	createdItem,
	outputItems,
	requireOutput,
	type Simplified,
} from '../../../../nodes/shared/operation/output';
import { fakeClient, wordsThrownBy } from '../support/fakes';

function itemWith(parameters: IDataObject): Item {
	const { client, context } = fakeClient({ parameters });
	return new Item(context as never, client, { call: 'GET /things', fields: [] });
}

const job = {
	id: 7,
	name: 'Shoes',
	status: 'CJ_NEW',
	upload: { ftpUrl: 'ftp://x', postUrl: 'https://x', none: null },
	clipped: [{ imageId: 1, preview: 'p' }, { preview: 'q' }],
	tags: ['a', 'b'],
	deliveredDate: null,
};
const simplified: Simplified = ({ name }) => ({ title: name, status: 'in words' });

/** What is given out of objects with these settings. */
const given = (parameters: IDataObject, objects: object[] = [job]) =>
	outputItems(itemWith(parameters), objects as never, simplified).map(({ json }) => json);
const selected = (fields: unknown, objects?: object[]) =>
	given({ output: 'fields', fields } as IDataObject, objects);

it('is all of it for an operation without "Output", and with Raw', () => {
	expect(given({})).toEqual([job]);
	expect(given({ output: 'raw' })).toEqual([job]);
});

it('is the most useful with Simplified', () => {
	expect(given({ output: 'simple' })).toEqual([{ title: 'Shoes', status: 'in words' }]);
	const items = outputItems(itemWith({ output: 'simple' }), [job], ['status', 'x', 'id']);
	expect(items).toEqual([{ json: { status: 'CJ_NEW', id: 7 } }]);
});

describe('Selected Fields', () => {
	it.each([
		['one name', 'name', { id: 7, name: 'Shoes' }],
		['several, with white space', ' status , name,', { id: 7, status: 'CJ_NEW', name: 'Shoes' }],
		['a list by an expression', ['name', ['status']], { id: 7, name: 'Shoes', status: 'CJ_NEW' }],
		['the ID itself', 'id', { id: 7 }],
		['a field that is null', 'deliveredDate', { id: 7, deliveredDate: null }],
		['what only Simplified has', 'title', { id: 7, title: 'Shoes' }],
		['one inside another', 'upload.ftpUrl', { id: 7, upload: { ftpUrl: 'ftp://x' } }],
		[
			'two inside the same',
			'upload.ftpUrl, upload.none',
			{ id: 7, upload: { ftpUrl: 'ftp://x', none: null } },
		],
		['a whole and a part of it', 'upload.ftpUrl, upload', { id: 7, upload: job.upload }],
		['a field of each entry', 'clipped.imageId', { id: 7, clipped: [{ imageId: 1 }, {}] }],
		['inside of nothing', 'deliveredDate.year', { id: 7, deliveredDate: null }],
		['one that is not there', 'name, x, upload.x, tags.x', { id: 7, name: 'Shoes' }],
		['one that all objects have', 'name, constructor, __proto__', { id: 7, name: 'Shoes' }],
	])('takes %s', (_, fields, expected) => {
		const [json] = selected(fields);
		expect(json).toEqual(expected);
		expect(Object.keys(json)).toEqual(Object.keys(expected));
	});

	it('leaves out of each item what it does not have', () => {
		expect(selected('a', [{ id: 1 }, { id: 2, a: 3 }, {}])).toEqual([
			{ id: 1 },
			{ id: 2, a: 3 },
			{},
		]);
	});

	it('needs a field that is there, and names those', () => {
		expect(
			wordsThrownBy(() => selected('statuss, upload.x', [{ id: 1, status: 2 }, { a: 1 }])),
		).toEqual({
			message: 'The response has no field "statuss", "upload.x"',
			description: 'Check the spelling in "Fields". The response has: id, status, a.',
		});
		expect(selected('statuss', [])).toEqual([]);
	});

	it('of what was just made is no reason to fail', () => {
		const item = itemWith({ output: 'fields', fields: 'statuss' });
		expect(createdItem(item, job, simplified)).toEqual([{ json: { id: 7 } }]);
	});
});

describe('before anything is sent', () => {
	it.each([
		{},
		{ output: 'simple' },
		{ output: 'raw', fields: '' },
		{ output: 'fields', fields: 'a' },
	])('%j is right', (parameters) => {
		expect(() => requireOutput(itemWith(parameters))).not.toThrow();
	});

	it.each(['', ' ', ' , ', [], [null], undefined])('"Fields" cannot be %j', (fields) => {
		const item = itemWith({ output: 'fields', fields } as IDataObject);
		expect(wordsThrownBy(() => requireOutput(item)).message).toBe('"Fields" is empty');
	});

	it('"Output" is one of its choices', () => {
		expect(wordsThrownBy(() => requireOutput(itemWith({ output: 'all' })))).toEqual({
			message: '"Output" has no choice "all"',
			description: 'Choose one of: simple, raw, fields.',
		});
	});
});
