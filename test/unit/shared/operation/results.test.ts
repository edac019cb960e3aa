import type { IDataObject } from 'n8n-workflow';
import { Item } from '../../../../nodes/shared/operation/item';
import {
	deleted,
	entries,
	limitOf,
	list,
	object,
	success,
} from '../../../../nodes/shared/operation/results';
import { fakeClient, ok, wordsThrownBy } from '../support/fakes';

/** An item for which this is set. */
function itemWith(parameters: IDataObject = {}): Item {
	const { client, context } = fakeClient({ parameters });
	return new Item(context as never, client, { call: 'GET /things', fields: [] });
}

const jsonOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);

describe.each([
	['a thing done', success, { success: true }],
	['a deletion', deleted, { deleted: true }],
] as const)('%s', (_, result, done) => {
	it('is told with the ids that it was done to', () => {
		const item = itemWith({
			jobId: ' 353413 ',
			name: '353413.jpg',
			long: '1234567890123456',
			n: 7,
		});
		const [{ json }] = result('jobId', 'name', 'long', 'n')(item, ok('', 204));
		expect(json).toEqual({
			...done,
			jobId: 353413,
			name: '353413.jpg',
			long: '1234567890123456',
			n: 7,
		});
		expect(jsonOf(result()(item, ok({})))).toEqual([done]);
	});

	it.each([404, 410])('is told as gone where nobody knows who did it: %i', (status) => {
		expect(jsonOf(result('n')(itemWith({ n: 7 }), ok({}, status)))).toEqual([{ gone: true, n: 7 }]);
	});

	it('is none where a page came', () => {
		expect(() => result()(itemWith(), ok('<html>'))).toThrow('sent an unexpected answer');
	});
});

describe('an object', () => {
	const answer = ok({ c: 3, b: 2, a: 1 });

	it('is one item, whole or cut down as "Output" says', () => {
		expect(jsonOf(object(['a', 'x'])(itemWith({ output: 'simple' }), answer))).toEqual([{ a: 1 }]);
		expect(jsonOf(object(['a'])(itemWith({ output: 'raw' }), answer))).toEqual([
			{ c: 3, b: 2, a: 1 },
		]);
		expect(jsonOf(object(['a'])(itemWith(), answer))).toEqual([{ c: 3, b: 2, a: 1 }]);
	});

	it('is cut down by a function too', () => {
		const simplified = ({ a }: Record<string, unknown>) => ({ first: a });
		expect(jsonOf(object(simplified)(itemWith({ output: 'simple' }), answer))).toEqual([
			{ first: 1 },
		]);
	});

	it('must be one', () => {
		expect(() => object()(itemWith(), ok([]))).toThrow('sent an unexpected answer');
	});
});

describe('a list', () => {
	const things = [
		{ a: 1, b: 1 },
		{ a: 2, b: 2 },
		{ a: 3, b: 3 },
	];

	it('is an item for each entry, of the answer itself or of a property', () => {
		expect(jsonOf(list()(itemWith(), ok(things)))).toEqual(things);
		expect(jsonOf(list('things')(itemWith(), ok({ things })))).toEqual(things);
		expect(jsonOf(list('things', ['a'])(itemWith({ output: 'simple' }), ok({ things })))).toEqual([
			{ a: 1 },
			{ a: 2 },
			{ a: 3 },
		]);
	});

	it('is no longer than "Limit" says, unless "Return All" is on', () => {
		const limited = itemWith({ returnAll: false, limit: 2 });
		expect(jsonOf(list()(limited, ok(things)))).toEqual(things.slice(0, 2));
		expect(jsonOf(list()(itemWith({ returnAll: true, limit: 2 }), ok(things)))).toEqual(things);
	});

	it('must be one', () => {
		expect(() => list('things')(itemWith(), ok(things))).toThrow('sent an unexpected answer');
		expect(() => list('things')(itemWith(), ok({ other: [] }))).toThrow(
			'sent an unexpected answer',
		);
	});
});

it('gives the entries of a shape that nobody described', () => {
	expect(jsonOf(entries(itemWith(), ok({ reasons: ['Cropping'] })))).toEqual([
		{ id: 'Cropping', name: 'Cropping' },
	]);
});

describe('"Limit"', () => {
	it.each([
		[{}, Infinity],
		[{ returnAll: true, limit: 0 }, Infinity],
		[{ returnAll: false }, 50],
		[{ returnAll: false, limit: 1 }, 1],
		[{ returnAll: false, limit: '7' }, 7],
	])('with %j is %j', (parameters, limit) => {
		expect(limitOf(itemWith(parameters))).toBe(limit);
	});

	it.each([0, -1, 1.5, 'many', null])('is not %j', (limit) => {
		expect(wordsThrownBy(() => limitOf(itemWith({ returnAll: false, limit })))).toEqual({
			message: '"Limit" is not valid',
			description: 'Enter a whole number above 0.',
		});
	});
});
