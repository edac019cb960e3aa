import type { INodeProperties } from 'n8n-workflow';
import { asDeclared } from '../../../../nodes/shared/operation/sent';

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
	{
		displayName: 'More',
		name: 'more',
		type: 'collection',
		default: {},
		options: [sent('reference'), sent('tags', words)],
	},
];

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
	expect(asDeclared(body, fields)).toEqual(expected);
});

it.each([
	{ name: undefined },
	{ name: null },
	{ name: { a: 1 } },
	{ name: ['a'] },
	{ tags: null },
	{ tags: '' },
	{ tags: [{ name: 'a' }] },
	{ unknown: 5 },
])('%j stays as it is: the service judges it', (body) => {
	expect(asDeclared(body as never, fields)).toEqual(body);
});
