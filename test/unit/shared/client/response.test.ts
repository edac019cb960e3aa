import {
	entriesIn,
	labelOf,
	listIn,
	objectIn,
	pick,
	requireNoHtml,
	requireNoPage,
	textIn,
	unexpectedAnswer,
} from '../../../../nodes/shared/client/response';
import { ok, wordsOf, wordsThrownBy } from '../support/fakes';

const context = { getNode: () => ({ type: 'n8n-nodes-x.brightRiver' }) as never };

/** What a person reads about an answer that was not what it should be. */
const unexpected = (why: string) => ({
	message: 'Bright River sent an unexpected answer',
	description: `${why} Check the base URL in the credential: it must be the address of the API.`,
});

it.each(['n8n-nodes-x.brightRiver', 'x.brightRiverTrigger', 'x.brightRiverTool', 'brightRiver'])(
	'names the service by the node type %s',
	(type) => {
		const node = { getNode: () => ({ type }) as never };
		expect(wordsOf(unexpectedAnswer(node, 'Why.'))).toEqual(unexpected('Why.'));
	},
);

it('keeps a word of a name that only looks like an ending', () => {
	const node = { getNode: () => ({ type: 'x.toolTriggers' }) as never };
	expect(unexpectedAnswer(node, '').message).toBe('Tool Triggers sent an unexpected answer');
});

describe('an answer that is not needed', () => {
	it.each([[''], [' \n'], [{}], [[]], [null], [undefined]])('can be %j', (body) => {
		expect(() => requireNoPage(context, ok(body))).not.toThrow();
	});

	it.each([['<html>'], [Buffer.from('x')], [Buffer.alloc(0)]])('cannot be %j', (body) => {
		expect(wordsThrownBy(() => requireNoPage(context, ok(body)))).toEqual(
			unexpected('The answer was text.'),
		);
	});
});

describe('an answer that may be any text', () => {
	it.each([
		[''],
		['OK'],
		['5 < html'],
		['x <html>'],
		['<htmlx>'],
		[{}],
		[null],
		[Buffer.from('<html>')],
	])('can be %j', (body) => {
		expect(() => requireNoHtml(context, ok(body))).not.toThrow();
	});

	it.each([['<html>'], [' \n\t<HTML lang="en">'], ['<!DOCTYPE html><p>']])(
		'cannot be %j',
		(body) => {
			expect(wordsThrownBy(() => requireNoHtml(context, ok(body)))).toEqual(
				unexpected('The answer was a web page.'),
			);
		},
	);
});

it('gives out a JSON object, and nothing else for one', () => {
	expect(objectIn(context, ok({ a: 1 }))).toEqual({ a: 1 });
	for (const body of [[], '', 'x', null, undefined, 1, Buffer.from('{}')]) {
		expect(wordsThrownBy(() => objectIn(context, ok(body)))).toEqual(
			unexpected('The answer was not JSON.'),
		);
	}
});

it('gives out a text that is there', () => {
	expect(textIn(context, { status: 'CJ_NEW' }, 'status')).toBe('CJ_NEW');
	for (const status of ['', 7, null, undefined]) {
		expect(wordsThrownBy(() => textIn(context, { status }, 'status'))).toEqual(
			unexpected('The answer had no "status".'),
		);
	}
});

it('gives out a list of objects, from a property or the answer itself', () => {
	expect(listIn(context, [{ a: 1 }])).toEqual([{ a: 1 }]);
	expect(listIn(context, { jobs: [] }, 'jobs')).toEqual([]);
	for (const answer of [{}, [1], [null], [[]], [{}, 'x'], [Buffer.alloc(0)], 'x', undefined]) {
		expect(wordsThrownBy(() => listIn(context, answer))).toEqual(
			unexpected('The answer was not a list.'),
		);
		expect(wordsThrownBy(() => listIn(context, { jobs: answer }, 'jobs'))).toEqual(
			unexpected('The answer had no list "jobs".'),
		);
	}
});

it('gives out the entries of a shape that nobody described', () => {
	expect(entriesIn(context, [{ id: 1 }, 'Cropping', 7])).toEqual([
		{ id: 1 },
		{ id: 'Cropping', name: 'Cropping' },
		{ id: 7, name: '7' },
	]);
	expect(entriesIn(context, { count: 2, reasons: ['a'], others: ['b'] })).toEqual([
		{ id: 'a', name: 'a' },
	]);
	for (const body of [{}, { a: 1 }, null, undefined, 'text']) {
		expect(wordsThrownBy(() => entriesIn(context, body))).toEqual(
			unexpected('The answer had no list.'),
		);
	}
	for (const entry of [[], null, Buffer.alloc(0)]) {
		expect(wordsThrownBy(() => entriesIn(context, [entry]))).toEqual(
			unexpected('The list in the answer had no entries.'),
		);
	}
});

it.each([
	[
		{ id: 6, name: 'Shadow' },
		{ id: 6, name: 'Shadow' },
	],
	[
		{ rejectTypeId: 6, description: 'Shadow' },
		{ id: 6, name: 'Shadow' },
	],
	[
		{ reject_type_id: '6', title: 'Shadow' },
		{ id: '6', name: 'Shadow' },
	],
	[
		{ title: 'Shadow', name: 'Cropping' },
		{ id: 'Cropping', name: 'Cropping' },
	],
	[
		{ ID: 0, Name: 'None' },
		{ id: 0, name: 'None' },
	],
	[
		{ valid: true, text: 'Shadow' },
		{ id: 'Shadow', name: 'Shadow' },
	],
	[{ id: 7 }, { id: 7, name: '7' }],
	[{ id: null, name: ' ' }, undefined],
	[{}, undefined],
])('finds what tells %j apart and what a person reads of it', (entry, label) => {
	expect(labelOf(entry)).toEqual(label);
});

it('picks fields in the order that was asked for, and only those that are there', () => {
	const picked = pick({ a: 1, b: undefined, c: 3, d: 4 }, ['c', 'b', 'x', 'a']);
	expect(Object.entries(picked)).toEqual([
		['c', 3],
		['b', undefined],
		['a', 1],
	]);
});
