import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sentBy } from '../../../../nodes/shared/operation/sent';

const sent = (property: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: property,
	name: `the ${property}`,
	type: 'string',
	default: '',
	routing: { send: { type: 'body', property } },
	...more,
});
const words = { typeOptions: { multipleValues: true } };
const fields: INodeProperties[] = [
	sent('name'),
	sent('count', { type: 'number' }),
	sent('page', { routing: { send: { type: 'query', property: 'page' } } }),
	{ displayName: 'Other', name: 'the other', type: 'string', default: '' },
	{
		displayName: 'More',
		name: 'more',
		type: 'collection',
		default: {},
		options: [sent('reference'), sent('tags', words)],
	},
];

/** What goes out when the fields of these properties hold this. */
function sentWith(body: IDataObject, query: IDataObject = {}) {
	const held = (values: IDataObject) =>
		Object.fromEntries(Object.entries(values).map(([name, value]) => [`the ${name}`, value]));
	const more = held({ reference: body.reference, tags: body.tags, unknown: body.unknown });
	const parameters: IDataObject = { ...held(body), ...held(query), 'the other': 'x', more };
	return sentBy(fields, (name) => parameters[name]);
}

it.each([
	[{ name: 5 }, { name: '5' }],
	[
		{ name: true, count: 5 },
		{ name: 'true', count: 5 },
	],
	[{ reference: 1.5 }, { reference: '1.5' }],
	[{ tags: 'a, b' }, { tags: ['a', 'b'] }],
	[{ tags: ['a, b', 'c', ''] }, { tags: ['a', 'b', 'c'] }],
	[{ tags: [5, 'a'] }, { tags: ['5', 'a'] }],
	[{ tags: [] }, { tags: [] }],
])('%j goes out as %j', (body, expected) => {
	expect(sentWith(body)).toEqual({ body: expected, query: {} });
});

it.each([
	{ name: null },
	{ name: { a: 1 } },
	{ name: ['a'] },
	{ tags: null },
	{ tags: '' },
	{ tags: [{ name: 'a' }] },
])('%j stays as it is: the service judges it', (body) => {
	expect(sentWith(body as never).body).toEqual(body);
});

it('a query keeps what its field gives', () => {
	expect(sentWith({}, { page: 5 })).toEqual({ body: {}, query: { page: 5 } });
});

it('nothing goes out of a field that is not shown, that was not added, or that sends nothing', () => {
	expect(sentWith({ unknown: 5 })).toEqual({ body: {}, query: {} });
	expect(sentBy(fields, () => undefined)).toEqual({ body: {}, query: {} });
});
